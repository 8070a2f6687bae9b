/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.annotation.CheckReturnValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a register: one exception, why and until when it is granted, and where it applies. Immutable. Two entries
 * are equal if everything except their place in a file is equal. A {@link Register} checks its entries; an entry alone
 * is not checked.
 */
public final class RegisterEntry {
    private final String key;
    private final Optional<String> reason;
    private final Optional<String> ticket;
    private final Optional<String> owner;
    private final Optional<String> approvedBy;
    private final Optional<String> text;
    private final Optional<LocalDate> created;
    private final Optional<LocalDate> reviewBy;
    private final Optional<Expiry> expires;
    private final boolean baseline;
    private final List<Target> targets;
    private final SourceLines lines;

    private RegisterEntry(Builder builder) {
        this.key = builder.key;
        this.reason = builder.reason;
        this.ticket = builder.ticket;
        this.owner = builder.owner;
        this.approvedBy = builder.approvedBy;
        this.text = builder.text;
        this.created = builder.created;
        this.reviewBy = builder.reviewBy;
        this.expires = builder.expires;
        this.baseline = builder.baseline;
        this.targets = List.copyOf(builder.targets);
        this.lines = builder.lines;
    }

    /**
     * Returns a builder of an entry.
     *
     * @param key the key, which is unique in the register and never changes: 1 to 100 of a to z, 0 to 9, dot and
     *     hyphen; the first is a letter or a digit
     */
    public static Builder builder(String key) {
        return new Builder(key);
    }

    /** Returns a builder with everything that this entry has. */
    public Builder toBuilder() {
        Builder builder = new Builder(key);
        builder.reason = reason;
        builder.ticket = ticket;
        builder.owner = owner;
        builder.approvedBy = approvedBy;
        builder.text = text;
        builder.created = created;
        builder.reviewBy = reviewBy;
        builder.expires = expires;
        builder.baseline = baseline;
        builder.targets.addAll(targets);
        builder.lines = lines;
        return builder;
    }

    /** Returns the key, which is unique in the register. */
    public String key() {
        return key;
    }

    /** Returns why the exception is granted. It never leaves the register. */
    public Optional<String> reason() {
        return reason;
    }

    /** Returns the ticket. It is the text of the rules if {@link #text()} is empty. */
    public Optional<String> ticket() {
        return ticket;
    }

    /** Returns who is responsible for the exception. It never leaves the register. */
    public Optional<String> owner() {
        return owner;
    }

    /** Returns who approved the exception, as declared. It never leaves the register. */
    public Optional<String> approvedBy() {
        return approvedBy;
    }

    /** Returns the text of the rules; empty if it is the ticket. */
    public Optional<String> text() {
        return text;
    }

    /** Returns the text that rules get at the services, without a marker: {@link #text()}, else the ticket. */
    public Optional<String> ruleText() {
        return text.or(this::ticket);
    }

    /** Returns the day on which the entry was created. */
    public Optional<LocalDate> created() {
        return created;
    }

    /** Returns the day by which the entry has to be reviewed. */
    public Optional<LocalDate> reviewBy() {
        return reviewBy;
    }

    /** Returns the end of the entry; empty if it has none. */
    public Optional<Expiry> expires() {
        return expires;
    }

    /**
     * Returns whether the entry was there before the register, so that the policy does not apply to it yet. Default:
     * false.
     */
    public boolean isBaseline() {
        return baseline;
    }

    /** Returns where the entry applies: at most one target for each vendor. */
    public List<Target> targets() {
        return targets;
    }

    /**
     * Returns whether the entry is in force: it has no end, or its end is later.
     *
     * @param now the time
     */
    public boolean isInForce(Instant now) {
        return expires.map(end -> now.isBefore(end.end())).orElse(true);
    }

    /** Returns the file in which the entry was read; empty for one that was built in code. */
    public Optional<String> file() {
        return Optional.ofNullable(lines.file());
    }

    /** Returns the line at which the entry begins, from 1; empty for one that was built in code. */
    public OptionalInt line() {
        return lines.line() == 0 ? OptionalInt.empty() : OptionalInt.of(lines.line());
    }

    /**
     * Returns the line of a member, or of what is around it if the member is missing; empty for an entry that was built
     * in code.
     *
     * @param path the path of the member, such as {@code email.rule.senderDomain}
     */
    public OptionalInt lineOf(String path) {
        int line = lines.of(path);
        return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
    }

    SourceLines lines() {
        return lines;
    }

    private List<Object> values() {
        return List.of(key, reason, ticket, owner, approvedBy, text, created, reviewBy, expires, baseline, targets);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RegisterEntry that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    /** Returns the key and the targets. */
    @Override
    public String toString() {
        return key + targets;
    }

    /** A builder of entries. It checks nothing: the register does. */
    @CanIgnoreReturnValue
    public static final class Builder {
        private final String key;
        private final List<Target> targets = new ArrayList<>();
        private Optional<String> reason = Optional.empty();
        private Optional<String> ticket = Optional.empty();
        private Optional<String> owner = Optional.empty();
        private Optional<String> approvedBy = Optional.empty();
        private Optional<String> text = Optional.empty();
        private Optional<LocalDate> created = Optional.empty();
        private Optional<LocalDate> reviewBy = Optional.empty();
        private Optional<Expiry> expires = Optional.empty();
        private boolean baseline;
        private SourceLines lines = SourceLines.NONE;

        private Builder(String key) {
            this.key = Objects.requireNonNull(key, "key");
        }

        /** Sets why the exception is granted. */
        public Builder reason(String value) {
            reason = Optional.of(value);
            return this;
        }

        /** Sets the ticket. */
        public Builder ticket(String value) {
            ticket = Optional.of(value);
            return this;
        }

        /** Sets who is responsible for the exception. */
        public Builder owner(String value) {
            owner = Optional.of(value);
            return this;
        }

        /** Sets who approved the exception. */
        public Builder approvedBy(String value) {
            approvedBy = Optional.of(value);
            return this;
        }

        /** Sets the text of the rules. Default: the ticket. */
        public Builder text(String value) {
            text = Optional.of(value);
            return this;
        }

        /** Sets the day on which the entry was created. */
        public Builder created(LocalDate value) {
            created = Optional.of(value);
            return this;
        }

        /** Sets the day by which the entry has to be reviewed. */
        public Builder reviewBy(LocalDate value) {
            reviewBy = Optional.of(value);
            return this;
        }

        /** Sets the last day, in UTC, on which the entry is in force. No end by default. */
        public Builder expires(LocalDate value) {
            return expires(Expiry.of(value));
        }

        /** Sets the time at which the entry is no longer in force. No end by default. */
        public Builder expires(OffsetDateTime value) {
            return expires(Expiry.of(value));
        }

        /** Sets the end of the entry. None by default. */
        public Builder expires(Expiry value) {
            expires = Optional.of(value);
            return this;
        }

        /** Sets whether the entry was there before the register. Default: false. */
        public Builder baseline(boolean value) {
            baseline = value;
            return this;
        }

        /** Adds a place where the entry applies. A register refuses a second one at the same vendor. */
        public Builder target(Target value) {
            targets.add(Objects.requireNonNull(value, "target"));
            return this;
        }

        Builder lines(SourceLines value) {
            lines = value;
            return this;
        }

        /** Builds the entry. */
        @CheckReturnValue
        public RegisterEntry build() {
            return new RegisterEntry(this);
        }
    }
}
