package dev.waiver.email.model;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The checks of the builder and of the {@code with} methods: a match field that lost its value makes the rule wider
 * than it was meant. What equals the rule that is changed passes, since rules that were read are not judged.
 */
final class EmailRuleChecks {
    private static final Pattern NO_DOMAIN = Pattern.compile("[\\s@/:,;*]");

    private EmailRuleChecks() {}

    static String text(String field, String value, Optional<String> before) {
        Objects.requireNonNull(value, field);
        if (value.isBlank() && !before.filter(value::equals).isPresent()) {
            throw new IllegalArgumentException(
                    field + ": must not be blank, or the rule would match more; to match any, don't set it");
        }
        return value;
    }

    static LinkDomains links(LinkDomains domains, Optional<LinkDomains> before) {
        Objects.requireNonNull(domains, "linkDomains");
        if (domains.domains().isEmpty() && !before.filter(domains::equals).isPresent()) {
            throw new IllegalArgumentException(
                    "linkDomains: must name a domain, or the rule would match more; to match any, don't set it");
        }
        return domains;
    }

    /**
     * Checks a mode that is set alone.
     *
     * @param field the mode's name
     * @param mode the mode
     * @param before the rule's mode before the change
     * @param value the field that the mode is about
     * @param fix the call that sets both
     */
    static MatchMode mode(String field, MatchMode mode, Optional<MatchMode> before, Optional<?> value, String fix) {
        Objects.requireNonNull(mode, field);
        if (value.isEmpty() && !before.filter(mode::equals).isPresent()) {
            throw new IllegalArgumentException(
                    field + ": the field that it is about is not set, and a mode alone compares nothing; call " + fix);
        }
        return mode;
    }

    static String domain(String domain) {
        String name = Objects.requireNonNull(domain, "domain").strip();
        String problem = name.isEmpty()
                ? "must not be blank"
                : name.startsWith(".") || name.endsWith(".") || name.contains("..")
                        ? "'" + name + "' has a dot too many"
                        : NO_DOMAIN.matcher(name).find()
                                ? "'" + name + "' is no domain"
                                : name.indexOf('.') < 0 ? "'" + name + "' would match a whole top-level domain" : "";
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException("domain: " + problem + "; give the domain alone, such as evil.example");
        }
        return name;
    }
}
