/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.cli.doctor.WireExchange.Echo;
import dev.waiver.cli.doctor.WireExchange.TokenLifetime;
import dev.waiver.core.SdkClock;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** An interceptor that notes what is on the wire at one service: statuses, shapes and times, and no content. */
final class WireLog implements Interceptor {
    private static final long MAX_BODY = 4L << 20;
    /** Members with counts, codes and versions. Other numbers may be the customer's, such as ports. */
    private static final Set<String> NUMBERS = Set.of(
            "responseCode",
            "recordsNumber",
            "total_count",
            "total",
            "total_pages",
            "current_page",
            "page_number",
            "page_size",
            "total_number_of_items",
            "expiresIn",
            "expires_in",
            "Version");

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}");
    private static final Pattern RATE_LIMIT = Pattern.compile("[0-9;,=w. ]{1,64}");
    /** Parts of paths that are the vendors'; all others may be ids. */
    private static final Pattern WORD = Pattern.compile("[a-z_-]+|v\\d(\\.\\d)?");

    private static final List<String> AUTHENTICATION =
            List.of("/auth/external", "/auth/sign_in", "/auth/v2/token", "/v1.0/auth");

    private final SdkClock clock;
    private final Secrets secrets;
    private final Optional<HttpUrl> base;
    private final Optional<HttpUrl> authenticationUrl;
    private final List<WireExchange> exchanges = new ArrayList<>();

    /**
     * @param base the base URL of the settings, whose path is not shown
     * @param authenticationUrl the authentication URL of the settings
     */
    WireLog(SdkClock clock, Secrets secrets, Optional<String> base, Optional<String> authenticationUrl) {
        this.clock = clock;
        this.secrets = secrets;
        this.base = base.map(HttpUrl::parse);
        this.authenticationUrl = authenticationUrl.map(HttpUrl::parse);
    }

    synchronized List<WireExchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** Returns the exchanges after the first ones. */
    synchronized List<WireExchange> since(int count) {
        return List.copyOf(exchanges.subList(count, exchanges.size()));
    }

    synchronized int size() {
        return exchanges.size();
    }

    private synchronized void add(WireExchange exchange) {
        exchanges.add(exchange);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Response response;
        try {
            response = chain.proceed(request);
        } catch (IOException e) {
            add(read(request, 0, Map.of(), "", Optional.empty()));
            throw e;
        }
        Optional<Duration> difference = Optional.ofNullable(response.header("Date"))
                .flatMap(WireLog::date)
                .map(date -> Duration.between(date, clock.now()));
        String body;
        try {
            body = response.peekBody(MAX_BODY).string();
        } catch (IOException e) {
            body = "("; // incomplete: the SDK sees the same failure when it reads the body
        }
        add(read(request, response.code(), headers(response), body, difference));
        return response;
    }

    private WireExchange read(
            Request request, int status, Map<String, String> headers, String body, Optional<Duration> difference) {
        boolean authentication = isAuthentication(request.url());
        Map<String, String> scalars = new LinkedHashMap<>();
        Shape shape = Shape.of(body, scalars::putIfAbsent);
        Map<String, Long> numbers = new TreeMap<>();
        scalars.forEach((name, text) -> {
            if (NUMBERS.contains(name) && NUMBER.matcher(text).matches()) {
                numbers.put(name, Long.parseLong(text));
            }
        });
        Optional<TokenLifetime> token = Optional.empty();
        if (authentication) {
            if (shape.has("not JSON")) {
                scalars.put("", body.strip());
            }
            scalars.values().forEach(secrets::add);
            token = lifetime(scalars, numbers);
        }
        String sent = sentId(request);
        return new WireExchange(
                size() + 1,
                request.method() + " " + (authentication ? "(authentication)" : path(request.url())),
                authentication,
                status,
                sent,
                headers,
                shape,
                numbers,
                Echo.of(sent, scalars.getOrDefault("requestId", "")),
                difference,
                token);
    }

    private static String sentId(Request request) {
        String email = request.header("x-av-req-id");
        return email != null
                ? email
                : Optional.ofNullable(request.header("X-Request-Id")).orElse("");
    }

    private boolean isAuthentication(HttpUrl url) {
        return authenticationUrl.filter(url::equals).isPresent()
                || AUTHENTICATION.stream().anyMatch(url.encodedPath()::endsWith);
    }

    private String path(HttpUrl url) {
        String prefix = base.map(HttpUrl::encodedPath).orElse("/").replaceAll("/+$", "");
        String path = url.encodedPath();
        String rest = path.startsWith(prefix + "/") ? path.substring(prefix.length() + 1) : path.substring(1);
        return Arrays.stream(rest.split("/", -1))
                .map(part -> WORD.matcher(part).matches() ? part : "*")
                .collect(Collectors.joining("/"));
    }

    /** Returns the headers that matter, where they have the form that they should have. */
    private static Map<String, String> headers(Response response) {
        Map<String, String> shown = new TreeMap<>();
        for (String name : response.headers().names()) {
            String value = Optional.ofNullable(response.header(name)).orElse("");
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("date") || lower.equals("retry-after")) {
                boolean proper = NUMBER.matcher(value).matches() || date(value).isPresent();
                shown.put(lower, proper ? value : "(neither a number nor a date)");
            } else if (lower.contains("ratelimit") || lower.contains("rate-limit")) {
                shown.put(lower, RATE_LIMIT.matcher(value).matches() ? value : "(not shown)");
            } else if (lower.equals("location")) {
                shown.put(lower, "(present)");
            }
        }
        return shown;
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<TokenLifetime> lifetime(Map<String, String> scalars, Map<String, Long> numbers) {
        Map<String, Duration> said = new LinkedHashMap<>();
        Consumer<Map.Entry<String, Instant>> until =
                entry -> said.put(entry.getKey(), Duration.between(clock.now(), entry.getValue()));
        Optional.ofNullable(numbers.getOrDefault("expiresIn", numbers.get("expires_in")))
                .ifPresent(seconds -> said.put("expiresIn", Duration.ofSeconds(seconds)));
        date(scalars.getOrDefault("expires", "")).ifPresent(at -> until.accept(Map.entry("expires", at)));
        for (String text : scalars.values()) {
            OptionalLong expires = jwtExpiry(text);
            if (expires.isPresent()) {
                until.accept(Map.entry("exp of the token", Instant.ofEpochSecond(expires.getAsLong())));
            }
        }
        return said.values().stream()
                .findFirst()
                .map(time -> new TokenLifetime(time, String.join(", ", said.keySet())));
    }

    private static OptionalLong jwtExpiry(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return OptionalLong.empty();
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            JsonNode expires =
                    JsonCodec.strictNames().read(JsonNode.class, claims).path("exp");
            return expires.isNumber() ? OptionalLong.of(expires.asLong()) : OptionalLong.empty();
        } catch (IllegalArgumentException | JsonException e) {
            return OptionalLong.empty();
        }
    }
}
