/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.client;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.cfg.PackageVersion;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import okhttp3.Call;
import okhttp3.EventListener;

/**
 * A check of the class path that reports in one sentence what is wrong, instead of a {@code NoSuchMethodError} in the
 * middle of a call.
 */
public final class ClasspathCheck {
    private static final int JACKSON_MINOR = 19;

    private ClasspathCheck() {}

    /**
     * Checks the versions of OkHttp and Jackson. Takes microseconds.
     *
     * @throws IllegalStateException if OkHttp or Jackson is too old
     */
    public static void check() {
        check(hasCallListeners(), PackageVersion.VERSION);
    }

    static void check(boolean okHttpHasCallListeners, Version jackson) {
        if (!okHttpHasCallListeners) {
            throw new IllegalStateException(
                    "OkHttp on the class path is older than 5.4, or an older one comes first: depend on"
                            + " com.squareup.okhttp3:okhttp-jvm 5.4 or newer"
                            + " and exclude com.squareup.okhttp3:okhttp 4.x (mvn dependency:tree shows who brings it)");
        }
        if (jackson.getMajorVersion() == 2 && jackson.getMinorVersion() < JACKSON_MINOR) {
            throw new IllegalStateException(
                    "Jackson on the class path is " + jackson + ", older than 2." + JACKSON_MINOR
                            + ": import com.fasterxml.jackson:jackson-bom 2." + JACKSON_MINOR
                            + " or newer before other BOMs (Spring Boot: set the property jackson-bom.version, or"
                            + " jackson-2-bom.version in Spring Boot 4)");
        }
    }

    /**
     * Returns whether OkHttp's calls accept event listeners. The method is looked up by name: a list of all methods
     * would load every class that they mention.
     */
    private static boolean hasCallListeners() {
        try {
            MethodHandles.publicLookup()
                    .findVirtual(
                            Call.class, "addEventListener", MethodType.methodType(void.class, EventListener.class));
            return true;
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return false;
        }
    }
}
