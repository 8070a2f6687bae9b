/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A source of client settings that are not given in code: environment variables, {@link Properties}, or a chain of
 * them. A setting has one name in three spellings: {@code client-id} of the service {@code email} is
 * {@code WAIVER_EMAIL_CLIENT_ID} in the environment and {@code waiver.email.client-id} in properties.
 */
public final class Settings {
    private final List<Source> sources;

    private record Source(String kind, Function<String, String> spelling, Function<String, @Nullable String> values) {}

    private Settings(List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    /** Returns the environment variables of this process as settings. */
    public static Settings environment() {
        return environment(System::getenv);
    }

    /**
     * Returns variables from another source as settings, under the names that they have in the environment.
     *
     * @param variables a function that returns the value of a variable, or {@code null}
     */
    public static Settings environment(Function<String, @Nullable String> variables) {
        return new Settings(List.of(new Source(
                "environment variable",
                name -> "WAIVER_" + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT),
                variables)));
    }

    /**
     * Returns properties as settings, such as a file that was loaded, or {@code System.getProperties()}.
     *
     * @param properties the properties; they are read at each lookup
     */
    public static Settings properties(Properties properties) {
        Objects.requireNonNull(properties, "properties");
        return new Settings(List.of(new Source("property", name -> "waiver." + name, properties::getProperty)));
    }

    /**
     * Returns these settings with a fallback for what they lack.
     *
     * @param others the settings to fall back on
     */
    public Settings withFallback(Settings others) {
        List<Source> all = new ArrayList<>(sources);
        all.addAll(others.sources);
        return new Settings(all);
    }

    /**
     * Returns a setting. A blank value counts as not set.
     *
     * @param service the service, such as {@code email}
     * @param name the setting, such as {@code client-id}
     */
    public Optional<String> find(String service, String name) {
        String full = service + "." + name;
        for (Source source : sources) {
            String value = source.values().apply(source.spelling().apply(full));
            if (value != null && !value.isBlank()) {
                return Optional.of(value.strip());
            }
        }
        return Optional.empty();
    }

    /**
     * Returns a required setting.
     *
     * @param service the service, such as {@code email}
     * @param name the setting, such as {@code client-id}
     * @throws IllegalStateException if no source has it; the message names every source that was tried
     */
    public String require(String service, String name) {
        return find(service, name)
                .orElseThrow(() -> new IllegalStateException(
                        service + "." + name + ": not set. Tried: " + String.join(", ", lookupNames(service, name))));
    }

    /**
     * Returns the names under which a setting is looked up, such as {@code property waiver.email.client-id}.
     *
     * @param service the service, such as {@code email}
     * @param name the setting, such as {@code client-id}
     */
    public List<String> lookupNames(String service, String name) {
        return sources.stream()
                .map(s -> s.kind() + " " + s.spelling().apply(service + "." + name))
                .toList();
    }

    /** Returns the kinds of the sources, never a value. */
    @Override
    public String toString() {
        return "Settings" + sources.stream().map(Source::kind).toList();
    }
}
