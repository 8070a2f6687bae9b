/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import dev.waiver.core.internal.check.TextChecks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A property of a participant in an event, such as the path of a file. It is the first operand of a comparison, which
 * the vendor's own sample lacks. For instigating and target, see {@link OperandSource}.
 *
 * <p>The vendor's list of facets is long and open; {@link #of} accepts any.
 */
public final class Facet {
    /** The name of the instigating process. */
    public static final Facet INSTIGATING_PROCESS_NAME = of(OperandSource.INSTIGATING_PROCESS, "Name");

    /** The command line of the instigating process. */
    public static final Facet INSTIGATING_COMMAND_LINE = of(OperandSource.INSTIGATING_PROCESS, "CommandLine");

    /** The path of the instigating process's image file. */
    public static final Facet INSTIGATING_IMAGE_PATH = of(OperandSource.INSTIGATING_PROCESS_IMAGE_FILE, "Path");

    /** The directory of the instigating process's image file. */
    public static final Facet INSTIGATING_IMAGE_DIRECTORY =
            of(OperandSource.INSTIGATING_PROCESS_IMAGE_FILE, "Directory");

    /** The SHA-256 of the instigating process's image file. */
    public static final Facet INSTIGATING_IMAGE_SHA256 = of(OperandSource.INSTIGATING_PROCESS_IMAGE_FILE, "Sha256Hash");

    /** The MD5 of the instigating process's image file. */
    public static final Facet INSTIGATING_IMAGE_MD5 = of(OperandSource.INSTIGATING_PROCESS_IMAGE_FILE, "Md5Hash");

    /**
     * The signature status of the instigating process's image file: a string. Its values are documented nowhere, and no
     * client that the SDK knows of compares it; take one from a detection in the console.
     */
    public static final Facet INSTIGATING_IMAGE_SIGNATURE_STATUS =
            of(OperandSource.INSTIGATING_PROCESS_IMAGE_FILE, "SignatureStatus");

    /** The name of the target process. */
    public static final Facet TARGET_PROCESS_NAME = of(OperandSource.TARGET_PROCESS, "Name");

    /** The command line of the target process. */
    public static final Facet TARGET_COMMAND_LINE = of(OperandSource.TARGET_PROCESS, "CommandLine");

    /** The path of the target process's image file. */
    public static final Facet TARGET_IMAGE_PATH = of(OperandSource.TARGET_PROCESS_IMAGE_FILE, "Path");

    /** The SHA-256 of the target process's image file. */
    public static final Facet TARGET_IMAGE_SHA256 = of(OperandSource.TARGET_PROCESS_IMAGE_FILE, "Sha256Hash");

    /** The MD5 of the target process's image file. */
    public static final Facet TARGET_IMAGE_MD5 = of(OperandSource.TARGET_PROCESS_IMAGE_FILE, "Md5Hash");

    /** The signature status of the target process's image file. See {@link #INSTIGATING_IMAGE_SIGNATURE_STATUS}. */
    public static final Facet TARGET_IMAGE_SIGNATURE_STATUS =
            of(OperandSource.TARGET_PROCESS_IMAGE_FILE, "SignatureStatus");

    /** The path of the target file. */
    public static final Facet TARGET_FILE_PATH = of(OperandSource.TARGET_FILE, "Path");

    /** The directory of the target file. */
    public static final Facet TARGET_FILE_DIRECTORY = of(OperandSource.TARGET_FILE, "Directory");

    /** The SHA-256 of the target file. */
    public static final Facet TARGET_FILE_SHA256 = of(OperandSource.TARGET_FILE, "Sha256Hash");

    /** The MD5 of the target file. */
    public static final Facet TARGET_FILE_MD5 = of(OperandSource.TARGET_FILE, "Md5Hash");

    /** The signature status of the target file. See {@link #INSTIGATING_IMAGE_SIGNATURE_STATUS}. */
    public static final Facet TARGET_FILE_SIGNATURE_STATUS = of(OperandSource.TARGET_FILE, "SignatureStatus");

    private static final Pattern SHA256 = Pattern.compile("[0-9A-Fa-f]{64}");
    private static final Pattern MD5 = Pattern.compile("[0-9A-Fa-f]{32}");

    private final OperandSource source;
    private final String facet;

    private Facet(OperandSource source, String facet) {
        this.source = source;
        this.facet = facet;
    }

    /**
     * Returns a facet by the vendor's names.
     *
     * @param source the participant in the event
     * @param facet the vendor's name of its property, such as {@code SuspectedFileType}
     * @throws IllegalArgumentException if the facet is blank
     */
    public static Facet of(OperandSource source, String facet) {
        Objects.requireNonNull(source, "source");
        return new Facet(source, TextChecks.checkNotBlank("facet", facet, "name what is compared, such as Path"));
    }

    /** Returns the participant in the event. */
    public OperandSource source() {
        return source;
    }

    /** Returns the vendor's name of the participant's property. */
    public String facet() {
        return facet;
    }

    /**
     * Returns a condition that holds if the facet equals one of the literals. Ignores case unless
     * {@link Condition#caseSensitive()} is called.
     *
     * @param literals at least one
     * @throws IllegalArgumentException if there is none, one is blank, or, for a hash facet, one is not such a hash
     */
    public Condition isAnyOf(String... literals) {
        return compare(OperatorType.EQUALS_ANY, Arrays.asList(literals));
    }

    /**
     * Returns a condition that holds if the facet equals one of the literals. Ignores case unless
     * {@link Condition#caseSensitive()} is called.
     *
     * @param literals at least one
     * @throws IllegalArgumentException if there is none, one is blank, or, for a hash facet, one is not such a hash
     */
    public Condition isAnyOf(Collection<String> literals) {
        return compare(OperatorType.EQUALS_ANY, literals);
    }

    /**
     * Returns a condition that holds if the facet contains one of the literals. Avoid short literals: they match far
     * more than intended. Ignores case unless {@link Condition#caseSensitive()} is called.
     *
     * @param literals at least one
     * @throws IllegalArgumentException if there is none or one is blank
     */
    public Condition containsAny(String... literals) {
        return compare(OperatorType.CONTAINS_ANY, Arrays.asList(literals));
    }

    /**
     * Returns a condition that holds if the facet contains all of the literals. Ignores case unless
     * {@link Condition#caseSensitive()} is called.
     *
     * @param literals at least one
     * @throws IllegalArgumentException if there is none or one is blank
     */
    public Condition containsAll(String... literals) {
        return compare(OperatorType.CONTAINS_ALL, Arrays.asList(literals));
    }

    /**
     * Returns a condition with any comparison. Ignores case unless {@link Condition#caseSensitive()} is called.
     *
     * @param type the comparison, which need not be among the constants
     * @param literals at least one
     * @throws IllegalArgumentException if there is none, one is blank, or, for {@link OperatorType#EQUALS_ANY} on a
     *     hash facet, one is not such a hash
     */
    public Condition compare(OperatorType type, Collection<String> literals) {
        Objects.requireNonNull(type, "type");
        List<String> checked = new ArrayList<>();
        for (String literal : literals) {
            check(type, Objects.requireNonNull(literal, "literal of " + this));
            checked.add(literal);
        }
        if (checked.isEmpty()) {
            throw new IllegalArgumentException(
                    this + ": the set of literals is empty; give at least one value to compare with");
        }
        return Condition.leaf(FieldOperator.builder()
                .type(type)
                .addOperands(Operand.facet(source, facet), Operand.literals(checked))
                .operandType(type())
                .options(OperatorOptions.builder().ignoreCase(true).build())
                .build());
    }

    private void check(OperatorType type, String literal) {
        if (literal.isBlank()) {
            throw new IllegalArgumentException(
                    this + ": a literal is blank, which would match nothing or everything; leave it out");
        }
        boolean equal = type.equals(OperatorType.EQUALS_ANY);
        if (equal && facet.equals("Sha256Hash") && !SHA256.matcher(literal).matches()) {
            throw malformed("a SHA-256 of 64 hexadecimal digits", literal);
        }
        if (equal && facet.equals("Md5Hash") && !MD5.matcher(literal).matches()) {
            throw malformed("an MD5 of 32 hexadecimal digits", literal);
        }
    }

    private IllegalArgumentException malformed(String wanted, String literal) {
        return new IllegalArgumentException(
                this + ": '" + literal + "' is not " + wanted + "; it has " + literal.length() + " characters");
    }

    private OperandType type() {
        return switch (facet) {
            case "Size" -> OperandType.INTEGER;
            case "IsHidden", "IsReadOnly", "IsSelfSigned" -> OperandType.BOOLEAN;
            default -> OperandType.STRING;
        };
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Facet that && source.equals(that.source) && facet.equals(that.facet);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, facet);
    }

    /** Returns source and facet, such as {@code TargetFile.Path}. */
    @Override
    public String toString() {
        return source.value() + "." + facet;
    }
}
