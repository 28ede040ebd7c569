/** Where transactions take place, the bank's own country first; weights per thousand. */
export const COUNTRIES: readonly { readonly name: string; readonly weight: number }[] = [
  { name: "ES", weight: 900 },
  { name: "PT", weight: 28 },
  { name: "FR", weight: 25 },
  { name: "DE", weight: 14 },
  { name: "IT", weight: 12 },
  { name: "GB", weight: 11 },
  { name: "US", weight: 6 },
  { name: "MA", weight: 4 },
];
