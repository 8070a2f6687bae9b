package dev.waiver.examples;

import dev.waiver.core.Settings;
import java.io.PrintStream;

/**
 * Runs every vendor's exceptions from creation to removal. Against the embedded simulators, unless the environment has
 * a vendor's address and credentials: then against the real service.
 */
public final class Quickstart {
    private Quickstart() {}

    /**
     * Tells the three stories.
     *
     * @param args none
     */
    public static void main(String[] args) {
        tell(Settings.environment(), System.out);
    }

    static void tell(Settings settings, PrintStream out) {
        EmailWalkthrough.run(settings, out);
        ScanningWalkthrough.run(settings, out);
        DetectionWalkthrough.run(settings, out);
    }
}
