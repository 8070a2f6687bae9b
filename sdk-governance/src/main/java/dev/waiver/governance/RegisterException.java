/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import java.util.List;

/** Thrown when a register cannot be read or built. It has all problems at once. */
public class RegisterException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_SHOWN = 100;

    /** The problems, in the order of files and lines. */
    @SuppressWarnings("serial") // the lists of List.copyOf are serializable
    private final List<RegisterProblem> problems;

    /**
     * Creates an exception.
     *
     * @param problems the problems, in the order of files and lines
     */
    public RegisterException(List<RegisterProblem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, in the order of files and lines. */
    public List<RegisterProblem> problems() {
        return problems;
    }

    private static String message(List<RegisterProblem> problems) {
        StringBuilder message = new StringBuilder("the register has ")
                .append(problems.size())
                .append(problems.size() == 1 ? " problem:" : " problems:");
        problems.stream().limit(MAX_SHOWN).forEach(problem -> message.append("\n  ")
                .append(problem));
        if (problems.size() > MAX_SHOWN) {
            message.append("\n  and ").append(problems.size() - MAX_SHOWN).append(" more");
        }
        return message.toString();
    }
}
