package dev.waiver.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The faults a simulator will commit. The specific ones ({@link #when}, {@link #writes}, {@link #signIn}) come first,
 * in the order they were asked for; what is asked for directly ({@link #next}, {@link #always}) strikes any other
 * request but a sign-in. Safe for use by several threads.
 */
public final class Faults {

    /** The faults for some of the requests. */
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
         * Each of the next requests gets the next of these faults, once.
         *
         * @param next the faults; {@link Fault#none()} lets one request pass
         * @return this
         */
        public Rule next(Fault... next) {
            synchronized (lock) {
                Collections.addAll(queue, next);
            }
            return this;
        }

        /**
         * Every request gets this fault once those of {@link #next} are used up, until {@link Faults#clear()}.
         *
         * @param fault the fault
         * @return this
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
            Fault unused = queue.poll(); // a lasting one stays
        }
    }

    /** What to do with a request; {@code undecided} until its body is in. */
    record Choice(@Nullable FaultPlan fault, boolean undecided) {}

    private static final Choice NONE = new Choice(null, false);
    private static final Choice UNDECIDED = new Choice(null, true);

    private final Object lock = new Object();
    private final List<Rule> rules = new ArrayList<>();
    private Rule general = new Rule(call -> !call.signIn(), false);

    Faults() {}

    /**
     * Each of the next requests that are not sign-ins gets the next of these faults, once.
     *
     * @param next the faults; {@link Fault#none()} lets one request pass
     * @return this
     */
    public Faults next(Fault... next) {
        synchronized (lock) {
            general.next(next);
        }
        return this;
    }

    /**
     * Every request that is not a sign-in gets this fault once those of {@link #next} are used up, until
     * {@link #clear()}.
     *
     * @param fault the fault
     * @return this
     */
    public Faults always(Fault fault) {
        synchronized (lock) {
            general.always(fault);
        }
        return this;
    }

    /**
     * Faults for requests by method and path.
     *
     * @param method the method
     * @param pathPrefix how the path starts, whole or below the service's prefix: {@code /exceptions/blacklist}
     * @return the rule, to be given its faults
     */
    public Rule when(String method, String pathPrefix) {
        return add(new Rule(call -> Simulator.matches(call, method, pathPrefix), false));
    }

    /**
     * Faults for requests of any kind. For {@link Fault#closeBeforeRequest()} and
     * {@link Fault#closeInTheMiddleOfRequest()} the condition is asked before the body is read, and sees none.
     *
     * @param condition which requests
     * @return the rule, to be given its faults
     */
    public Rule when(Predicate<RecordedRequest> condition) {
        return add(new Rule(condition, true));
    }

    /**
     * Faults for requests that may change something, see {@link RecordedRequest#write()}.
     *
     * @return the rule, to be given its faults
     */
    public Rule writes() {
        return add(new Rule(RecordedRequest::write, false));
    }

    /**
     * Faults for requests that ask for a token.
     *
     * @return the rule, to be given its faults
     */
    public Rule signIn() {
        return add(new Rule(RecordedRequest::signIn, false));
    }

    /**
     * How many faults of {@link #next} have not struck yet, so that a test can show that it provoked what it meant to.
     *
     * @return their number
     */
    public int pending() {
        synchronized (lock) {
            return general.queue.size()
                    + rules.stream().mapToInt(rule -> rule.queue.size()).sum();
        }
    }

    /** Forgets all faults. */
    public void clear() {
        synchronized (lock) {
            rules.clear();
            general = new Rule(call -> !call.signIn(), false);
        }
    }

    /** The fault for a request whose body has not been read, if that can be said yet. */
    Choice atHead(RecordedRequest call) {
        return choose(call, false);
    }

    /** The fault for a request that is in. */
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
