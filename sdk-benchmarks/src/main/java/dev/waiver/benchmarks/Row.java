/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One line of the results.
 *
 * @param work the workload
 * @param transport {@code canned} or {@code loopback}
 * @param contestant the measured client
 * @param callers the number of concurrent callers
 * @param threads {@code platform} or {@code virtual}, followed by {@code interleaved} where a single caller of each
 *     contestant ran interleaved with the others in one JVM
 * @param timeUs microseconds per call as seen by the caller: the median of all measurements
 * @param timeMinUs microseconds per call of the fastest measurement
 * @param timeMaxUs microseconds per call of the slowest measurement
 * @param allocBytes bytes allocated per call, if measured
 * @param processorUs microseconds of the process's processor time per call, if measured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Row(
        String work,
        String transport,
        String contestant,
        int callers,
        String threads,
        double timeUs,
        double timeMinUs,
        double timeMaxUs,
        Double allocBytes,
        Double processorUs) {}
