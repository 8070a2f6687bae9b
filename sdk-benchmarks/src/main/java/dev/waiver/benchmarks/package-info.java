/**
 * Benchmarks of the SDK against the alternatives: a hand-written client, generated clients, Feign and Retrofit. Not
 * published.
 */
package dev.waiver.benchmarks;
