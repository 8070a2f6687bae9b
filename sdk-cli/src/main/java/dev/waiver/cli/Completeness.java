/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.SdkException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a listing read: its sources, with the number of rules read from each, and what it did not look at.
 *
 * @param selection what was to be read, in words
 * @param sources the sources of the selection; empty for the output of a command for one rule, which lists nothing
 * @param notLookedAt what exists, or may exist, and was not looked at, so that the listing says nothing about it
 */
public record Completeness(String selection, List<Source> sources, List<NotLookedAt> notLookedAt) {
    /** The output of a command for one rule. */
    static final Completeness ONE_RULE = new Completeness("one exception", List.of(), List.of());

    /** Copies the lists. */
    public Completeness {
        sources = List.copyOf(sources);
        notLookedAt = List.copyOf(notLookedAt);
    }

    /** Returns whether every source was read whole. */
    public boolean isComplete() {
        return sources.stream().allMatch(Source::isWhole);
    }

    /** Returns a sentence for each problem. */
    public List<String> notRead() {
        return sources.stream()
                .flatMap(source -> source.problems().stream()
                        .map(problem -> source.name() + (problem.what().isEmpty() ? "" : ", " + problem.what()) + ": "
                                + (source.rules() > 0 && problem.what().isEmpty()
                                        ? "after " + source.rulesInWords() + ": "
                                        : "")
                                + problem.reason()))
                .toList();
    }

    /**
     * A source: the rules of one vendor, tenant and list.
     *
     * @param where the vendor
     * @param tenant the tenant, or {@code -}
     * @param list the list, or {@code -}
     * @param filter the condition for the rows that are shown, in words; empty if all are
     * @param rules the number of rules that were read
     * @param shown the number of rules that were read and are shown
     * @param problems why the source was not read whole; empty if it was
     */
    public record Source(
            String where, String tenant, String list, String filter, int rules, int shown, List<Problem> problems) {
        /** Copies the problems. */
        public Source {
            problems = List.copyOf(problems);
        }

        /** Returns a source of which nothing was read. */
        static Source unreadable(String where, String tenant, String list, Problem why) {
            return new Source(where, tenant, list, "", 0, 0, List.of(why));
        }

        /** Returns whether every rule was read, and its content. */
        public boolean isWhole() {
            return problems.isEmpty();
        }

        /** Returns the vendor, and the tenant and the list if there are any. */
        public String name() {
            return name(where, tenant, list);
        }

        static String name(String where, String tenant, String list) {
            return where
                    + (tenant.equals(Row.NOTHING) ? "" : " " + tenant)
                    + (list.equals(Row.NOTHING) ? "" : " " + list);
        }

        private String rulesInWords() {
            return rules + (rules == 1 ? " rule" : " rules");
        }

        @Override
        public String toString() {
            return name() + ": " + rulesInWords() + (filter.isEmpty() ? "" : ", " + shown + " with " + filter)
                    + (isWhole() ? "" : ", not read whole");
        }
    }

    /**
     * A reason why a source was not read whole.
     *
     * @param what what could not be read; empty for the source itself or the rest of it
     * @param reason why, in words
     * @param status the HTTP status, if the service refused the request
     * @param requestId the id of the request, if one was made
     * @param serverRequestId the service's own id of the request, if it sent one
     */
    public record Problem(
            String what,
            String reason,
            OptionalInt status,
            Optional<String> requestId,
            Optional<String> serverRequestId) {

        static Problem of(String reason) {
            return new Problem("", reason, OptionalInt.empty(), Optional.empty(), Optional.empty());
        }

        static Problem of(String what, SdkException e) {
            ApiException refused = e instanceof ApiException api ? api : null;
            return new Problem(
                    what,
                    String.valueOf(e.getMessage()),
                    refused == null ? OptionalInt.empty() : OptionalInt.of(refused.status()),
                    Optional.of(e.requestId()),
                    refused == null ? Optional.empty() : refused.serverRequestId());
        }
    }

    /**
     * Something that a listing did not look at.
     *
     * @param where the vendor
     * @param what the tables, lists or tenants, in words
     * @param reason why they were not looked at
     */
    public record NotLookedAt(String where, String what, String reason) {
        static NotLookedAt bySdk(String where, String what) {
            return new NotLookedAt(where, what, "not read by this SDK");
        }

        static NotLookedAt notSelected(String where, String what) {
            return new NotLookedAt(where, what, "not asked for");
        }

        @Override
        public String toString() {
            return where + ", " + what + ": " + reason;
        }
    }
}
