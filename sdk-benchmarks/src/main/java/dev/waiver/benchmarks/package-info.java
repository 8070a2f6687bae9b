/** Measures the SDK against what people would use instead. Never published. */
package dev.waiver.benchmarks;
