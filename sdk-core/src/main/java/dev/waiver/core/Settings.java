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
 * Where a client's settings come from when they are not given in code: environment variables, {@link Properties}, or
 * one after the other. A setting has one name in three spellings: {@code client-id} of the service {@code email} is
 * {@code WAIVER_EMAIL_CLIENT_ID} in the environment and {@code waiver.email.client-id} in properties.
 */
public final class Settings {
    private final List<Source> sources;

    private record Source(String kind, Function<String, String> spelling, Function<String, @Nullable String> values) {}

    private Settings(List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    /** The environment variables of this process. */
    public static Settings environment() {
        return environment(System::getenv);
    }

    /**
     * Variables from elsewhere, under the names that they have in the environment.
     *
     * @param variables answers a variable's value, or {@code null}
     */
    public static Settings environment(Function<String, @Nullable String> variables) {
        return new Settings(List.of(new Source(
                "environment variable",
                name -> "WAIVER_" + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT),
                variables)));
    }

    /**
     * Properties: a file that was loaded, or {@code System.getProperties()}.
     *
     * @param properties the properties; read when a client is built
     */
    public static Settings properties(Properties properties) {
        Objects.requireNonNull(properties, "properties");
        return new Settings(List.of(new Source("property", name -> "waiver." + name, properties::getProperty)));
    }

    /**
     * These settings, and where they say nothing, others.
     *
     * @param others the settings to fall back on
     */
    public Settings withFallback(Settings others) {
        List<Source> all = new ArrayList<>(sources);
        all.addAll(others.sources);
        return new Settings(all);
    }

    /**
     * A setting.
     *
     * @param service such as {@code email}
     * @param name such as {@code client-id}
     * @return its value; blank counts as not set
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
     * A setting that has to be there.
     *
     * @param service such as {@code email}
     * @param name such as {@code client-id}
     * @return its value
     * @throws IllegalStateException if no source has it; the message names every source that was tried
     */
    public String require(String service, String name) {
        return find(service, name)
                .orElseThrow(() -> new IllegalStateException(
                        service + "." + name + ": not set. Tried: " + String.join(", ", lookupNames(service, name))));
    }

    /**
     * Under which names a setting is looked for.
     *
     * @param service such as {@code email}
     * @param name such as {@code client-id}
     */
    public List<String> lookupNames(String service, String name) {
        return sources.stream()
                .map(s -> s.kind() + " " + s.spelling().apply(service + "." + name))
                .toList();
    }

    /** The kinds of sources, never a value. */
    @Override
    public String toString() {
        return "Settings" + sources.stream().map(Source::kind).toList();
    }
}
