/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A progress bar on the error stream, so that it is never part of piped output. */
final class ImportProgressBar implements Import.Progress {
    private static final int WIDTH = 100;

    private final PrintStream err;
    private final boolean quiet;
    private @Nullable ProgressBar bar;

    ImportProgressBar(PrintStream err, boolean quiet) {
        this.err = err;
        this.quiet = quiet;
    }

    @Override
    public void start(int rows) {
        if (!quiet && rows > 0) {
            bar = new ProgressBarBuilder()
                    .setTaskName("import")
                    .setInitialMax(rows)
                    .setUnit(" rows", 1)
                    .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                    .build();
        }
    }

    @Override
    public void step() {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.step();
        }
    }

    @Override
    public void end() {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.close();
        }
    }
}
