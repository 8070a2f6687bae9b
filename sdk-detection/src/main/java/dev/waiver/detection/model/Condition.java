/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The condition under which an exception applies: a comparison, or several joined by and, or, not. Immutable. Created
 * by a {@link Facet}.
 *
 * <p>It is written as the vendor's {@code Function} over keyed {@code FieldOperators}. The operands of each join are
 * written in parentheses, so that the service's operator precedence does not matter.
 */
public final class Condition {
    private static final int LETTERS = 26;

    private enum Kind {
        LEAF,
        AND,
        OR,
        NOT
    }

    private final Kind kind;
    private final Optional<FieldOperator> operator;
    private final Optional<Condition> left;
    private final Optional<Condition> right;

    private Condition(
            Kind kind, Optional<FieldOperator> operator, Optional<Condition> left, Optional<Condition> right) {
        this.kind = kind;
        this.operator = operator;
        this.left = left;
        this.right = right;
    }

    static Condition leaf(FieldOperator operator) {
        return new Condition(Kind.LEAF, Optional.of(operator), Optional.empty(), Optional.empty());
    }

    /**
     * Returns a condition for any comparison of the vendor's, sent as given.
     *
     * @param operator the comparison
     * @throws IllegalArgumentException if it has no type, has fewer than two operands and so compares nothing, or has
     *     an operand without a source or with no or a blank text as data
     */
    public static Condition of(FieldOperator operator) {
        if (operator.type().isEmpty()) {
            throw new IllegalArgumentException("operator: has no Type; set how to compare, such as EqualsAny");
        }
        if (operator.operands().size() < 2) {
            throw new IllegalArgumentException(
                    "operator: has " + operator.operands().size()
                            + " operands and compares nothing; give what to compare first,"
                            + " then what to compare it with");
        }
        operator.operands().forEach(Condition::check);
        return leaf(operator);
    }

    private static void check(Operand operand) {
        JsonNode data = operand.data().orElse(NullNode.getInstance());
        boolean none = data.isNull() || (data.isContainerNode() && data.isEmpty());
        if (operand.source().isEmpty() || none || operand.texts().stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("operand: has no Source, or no or a blank Data, and would match nothing"
                    + " or everything; create it by Operand.facet(...) or Operand.literals(...)");
        }
    }

    /**
     * Returns a condition that holds if the given one does not.
     *
     * @param condition the condition to negate
     */
    public static Condition not(Condition condition) {
        return new Condition(
                Kind.NOT,
                Optional.empty(),
                Optional.of(Objects.requireNonNull(condition, "condition")),
                Optional.empty());
    }

    /**
     * Returns a condition that holds if both do.
     *
     * @param other the other condition
     */
    public Condition and(Condition other) {
        return new Condition(
                Kind.AND, Optional.empty(), Optional.of(this), Optional.of(Objects.requireNonNull(other, "other")));
    }

    /**
     * Returns a condition that holds if at least one of the two does.
     *
     * @param other the other condition
     */
    public Condition or(Condition other) {
        return new Condition(
                Kind.OR, Optional.empty(), Optional.of(this), Optional.of(Objects.requireNonNull(other, "other")));
    }

    /** Returns the same condition with case-sensitive comparisons. */
    public Condition caseSensitive() {
        return new Condition(
                kind,
                operator.map(o -> o.withOptions(
                        o.options().orElse(OperatorOptions.builder().build()).withIgnoreCase(false))),
                left.map(Condition::caseSensitive),
                right.map(Condition::caseSensitive));
    }

    /** Adds the comparisons to the map, each under its own key, and returns the function over these keys. */
    String write(Map<String, FieldOperator> operators) {
        if (kind == Kind.LEAF) {
            int number = operators.size();
            String letter = Character.toString((char) ('a' + number % LETTERS));
            String key = number < LETTERS ? letter : letter + number / LETTERS;
            operators.put(key, operator.orElseThrow());
            return key;
        }
        String first = left.orElseThrow().written(kind, operators);
        return switch (kind) {
            case NOT -> "!" + first;
            case AND -> first + " & " + right.orElseThrow().written(kind, operators);
            default -> first + " | " + right.orElseThrow().written(kind, operators);
        };
    }

    private String written(Kind within, Map<String, FieldOperator> operators) {
        boolean plain = kind == Kind.LEAF || (kind == within && kind != Kind.NOT);
        String text = write(operators);
        return plain ? text : "(" + text + ")";
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Condition that
                && kind == that.kind
                && operator.equals(that.operator)
                && left.equals(that.left)
                && right.equals(that.right);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, operator, left, right);
    }

    @Override
    public String toString() {
        return "Condition[" + write(new java.util.LinkedHashMap<>()) + "]";
    }
}
