package dev.waiver.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One line of the results.
 *
 * @param work what was done
 * @param transport {@code canned} or {@code loopback}
 * @param contestant who did it
 * @param callers how many at once
 * @param threads {@code platform} or {@code virtual}, with {@code in turns} behind it where one caller took turns with
 *     others in one process
 * @param timeUs microseconds for each call, as its caller saw it: the median of all measurements
 * @param timeMinUs the fastest measurement
 * @param timeMaxUs the slowest measurement
 * @param allocBytes bytes allocated for each call, if measured
 * @param processorUs microseconds of the process's processor time for each call, if measured
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
