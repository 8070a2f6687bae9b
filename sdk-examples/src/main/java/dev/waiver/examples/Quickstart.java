/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.examples;

import dev.waiver.core.Settings;
import java.io.PrintStream;

/**
 * A program that creates, edits and removes an exception at every vendor: at the real service if the environment has
 * its base URL, else at an embedded simulator.
 */
public final class Quickstart {
    private Quickstart() {}

    /**
     * Runs the three walkthroughs.
     *
     * @param args ignored
     */
    public static void main(String[] args) {
        run(Settings.environment(), System.out);
    }

    static void run(Settings settings, PrintStream out) {
        EmailWalkthrough.run(settings, out);
        ScanningWalkthrough.run(settings, out);
        DetectionWalkthrough.run(settings, out);
    }
}
