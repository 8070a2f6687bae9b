/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.SdkException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /**
     * Returns a sentence for each problem. Sources of which nothing was read for the same reason, such as the tables of
     * an engine that some tenants have no license for, have one sentence, with the request id of the first of them.
     */
    public List<String> notRead() {
        Map<List<String>, Unread> ofTenants = new LinkedHashMap<>();
        for (Source source : sources) {
            for (Problem problem : source.problems()) {
                Unread unread = new Unread(source, problem);
                ofTenants.merge(unread.ofTenant(), unread, Unread::withLists);
            }
        }
        Map<List<String>, Unread> all = new LinkedHashMap<>();
        ofTenants.values().forEach(unread -> all.merge(unread.ofLists(), unread, Unread::withTenants));
        return all.values().stream().map(Unread::toString).toList();
    }

    /** Returns a line for each source with rules, and for all sources of a tenant without rules. */
    List<String> sourcesInWords() {
        Map<List<String>, List<Source>> groups = new LinkedHashMap<>();
        for (Source source : sources) {
            String list = source.rules() == 0 ? "" : source.list();
            groups.computeIfAbsent(
                            List.of(source.where(), source.tenant(), list, source.contents()),
                            group -> new ArrayList<>())
                    .add(source);
        }
        return groups.values().stream()
                .map(group -> Source.name(
                                group.get(0).where(),
                                group.get(0).tenant(),
                                group.stream().map(Source::list).collect(Collectors.joining(", ")))
                        + group.get(0).contents())
                .toList();
    }

    /** What was not read for one reason: lists of tenants, or a part of one list. */
    private record Unread(String where, List<String> tenants, List<String> lists, String part, Problem problem) {
        private static final int SHOWN = 3;

        Unread(Source source, Problem problem) {
            this(source.where(), List.of(source.tenant()), List.of(source.list()), part(source, problem), problem);
        }

        private static String part(Source source, Problem problem) {
            return problem.what().isEmpty()
                    ? source.rules() == 0 ? "" : ": after " + source.rulesInWords()
                    : ", " + problem.what();
        }

        /** Returns what the lists of a tenant have in common that were not read for the same reason. */
        List<String> ofTenant() {
            return List.of(where, tenants.toString(), part.isEmpty() ? "" : lists + part, problem.cause());
        }

        /** Returns what tenants have in common that have the same lists that were not read for the same reason. */
        List<String> ofLists() {
            return List.of(where, part.isEmpty() ? "" : tenants + part, lists.toString(), problem.cause());
        }

        Unread withLists(Unread other) {
            return new Unread(where, tenants, joined(lists, other.lists), part, problem);
        }

        Unread withTenants(Unread other) {
            return new Unread(where, joined(tenants, other.tenants), lists, part, problem);
        }

        private static List<String> joined(List<String> some, List<String> more) {
            return Stream.concat(some.stream(), more.stream()).distinct().toList();
        }

        @Override
        public String toString() {
            String tenant = tenants.size() == 1
                    ? tenants.get(0)
                    : tenants.size() + " tenants ("
                            + String.join(", ", tenants.subList(0, Math.min(SHOWN, tenants.size())))
                            + (tenants.size() > SHOWN ? ", ..." : "") + ")";
            return Source.name(where, tenant, String.join(", ", lists)) + part + ": " + problem.reason();
        }
    }

    /**
     * A source: the rules of one vendor, tenant and list or table.
     *
     * @param where the vendor
     * @param tenant the tenant, or {@code -}
     * @param list the list or table, or {@code -}
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

        private String contents() {
            return ": " + rulesInWords() + (filter.isEmpty() ? "" : ", " + shown + " with " + filter)
                    + (isWhole() ? "" : ", not read whole");
        }

        @Override
        public String toString() {
            return name() + contents();
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

        /** Returns the reason without the ids of the request, which sources may have in common. */
        private String cause() {
            String text = requestId.map(id -> reason.replace(id, "")).orElse(reason);
            return serverRequestId.map(id -> text.replace(id, "")).orElse(text);
        }

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
