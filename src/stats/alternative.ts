/**
 * What a test looks for besides chance. What "greater" and "less" mean is each test's to say:
 * Kolmogorov-Smirnov compares distribution functions, rank tests compare values.
 */
export type Alternative = "two-sided" | "less" | "greater";
