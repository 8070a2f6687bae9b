/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The faults that a simulator injects. Faults for specific requests ({@link #when}, {@link #writes},
 * {@link #authentication}) are tried first, in the order in which they were added. Those added directly ({@link #next},
 * {@link #always}) apply to all other requests except authentication requests. Thread-safe.
 */
public final class Faults {

    /** Faults for the requests that match a condition. */
    public final class Rule {
        private final Predicate<RecordedRequest> condition;
        private final boolean looksAtBody;
        private final Deque<Fault> queue = new ArrayDeque<>();
        private @Nullable Fault lasting;

        private Rule(Predicate<RecordedRequest> condition, boolean looksAtBody) {
            this.condition = condition;
            this.looksAtBody = looksAtBody;
        }

        /**
         * Adds faults for the next matching requests: one per request, each used once.
         *
         * @param next the faults; {@link Fault#none()} serves one request normally
         */
        public Rule next(Fault... next) {
            synchronized (lock) {
                Collections.addAll(queue, next);
            }
            return this;
        }

        /**
         * Sets the fault for every matching request after those of {@link #next} are used up, until
         * {@link Faults#clear()}.
         *
         * @param fault the fault
         */
        public Rule always(Fault fault) {
            synchronized (lock) {
                lasting = fault;
            }
            return this;
        }

        private @Nullable Fault peek() {
            return queue.isEmpty() ? lasting : queue.peek();
        }

        private void taken() {
            Fault unused = queue.poll(); // does not remove a fault of always()
        }
    }

    /** The decision for a request; {@code undecided} until its body has been read. */
    record Choice(@Nullable FaultPlan fault, boolean undecided) {}

    private static final Choice NONE = new Choice(null, false);
    private static final Choice UNDECIDED = new Choice(null, true);

    private final Object lock = new Object();
    private final List<Rule> rules = new ArrayList<>();
    private Rule general = new Rule(call -> !call.authentication(), false);

    Faults() {}

    /**
     * Adds faults for the next requests other than authentication requests: one per request, each used once.
     *
     * @param next the faults; {@link Fault#none()} serves one request normally
     */
    public Faults next(Fault... next) {
        synchronized (lock) {
            general.next(next);
        }
        return this;
    }

    /**
     * Sets the fault for every request other than authentication requests, after those of {@link #next} are used up,
     * until {@link #clear()}.
     *
     * @param fault the fault
     */
    public Faults always(Fault fault) {
        synchronized (lock) {
            general.always(fault);
        }
        return this;
    }

    /**
     * Adds a rule for requests with this method and path prefix.
     *
     * @param method the HTTP method
     * @param pathPrefix a prefix of the whole path, or of the path below the service's prefix, such as
     *     {@code /exceptions/blacklist}
     * @return the rule, without faults
     */
    public Rule when(String method, String pathPrefix) {
        return add(new Rule(call -> Simulator.matches(call, method, pathPrefix), false));
    }

    /**
     * Adds a rule for requests that match a predicate. For {@link Fault#closeBeforeRequest()} and
     * {@link Fault#closeInTheMiddleOfRequest()} the predicate is evaluated before the body is read, and sees an empty
     * body.
     *
     * @param condition matches the requests
     * @return the rule, without faults
     */
    public Rule when(Predicate<RecordedRequest> condition) {
        return add(new Rule(condition, true));
    }

    /**
     * Adds a rule for requests that may change state. See {@link RecordedRequest#write()}.
     *
     * @return the rule, without faults
     */
    public Rule writes() {
        return add(new Rule(RecordedRequest::write, false));
    }

    /**
     * Adds a rule for authentication requests, which ask for a token.
     *
     * @return the rule, without faults
     */
    public Rule authentication() {
        return add(new Rule(RecordedRequest::authentication, false));
    }

    /**
     * Returns the number of faults added with {@link #next} that have not been injected yet. Assert that it is zero to
     * verify that a test triggered all of its faults.
     */
    public int pending() {
        synchronized (lock) {
            return general.queue.size()
                    + rules.stream().mapToInt(rule -> rule.queue.size()).sum();
        }
    }

    /** Removes all faults. */
    public void clear() {
        synchronized (lock) {
            rules.clear();
            general = new Rule(call -> !call.authentication(), false);
        }
    }

    /** Returns the fault for a request whose body has not been read, if it can be decided yet. */
    Choice atHead(RecordedRequest call) {
        return choose(call, false);
    }

    /** Returns the fault for a request that has been read whole. */
    @Nullable
    FaultPlan atEnd(RecordedRequest call) {
        return choose(call, true).fault();
    }

    private Choice choose(RecordedRequest call, boolean bodyRead) {
        synchronized (lock) {
            for (int i = 0; i <= rules.size(); i++) {
                Rule rule = i < rules.size() ? rules.get(i) : general;
                Fault fault = rule.peek();
                if (fault == null) {
                    continue;
                }
                if (rule.looksAtBody && !bodyRead && !fault.plan().early()) {
                    return UNDECIDED;
                }
                if (rule.condition.test(call)) {
                    rule.taken();
                    return new Choice(fault.plan(), false);
                }
            }
            return NONE;
        }
    }

    private Rule add(Rule rule) {
        synchronized (lock) {
            rules.add(rule);
        }
        return rule;
    }
}
