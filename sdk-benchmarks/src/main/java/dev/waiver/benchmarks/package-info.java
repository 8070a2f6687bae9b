/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Benchmarks of the SDK against the alternatives: a hand-written client, generated clients, Feign and Retrofit. Not
 * published.
 */
package dev.waiver.benchmarks;
