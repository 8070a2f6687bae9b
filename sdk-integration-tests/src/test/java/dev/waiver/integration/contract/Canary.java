/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonException;
import dev.waiver.testing.RecordedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for secrets where none may be: in everything that an error shows, in log records of every level, and in thread
 * names. Secrets that the tests choose contain a marker, so that a part of one is found too. Secrets that are generated
 * (tokens, signatures) are taken from the requests that the service received.
 */
final class Canary {
    /** A marker in every secret that the tests choose. */
    static final String MARK = "cAnArY";

    private static final int SHORTEST = 12;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._~+/=-]{" + SHORTEST + ",}");
    private static final Set<String> CARRIERS = Set.of(
            "authorization",
            "x-api-key",
            "x-av-token",
            "x-av-sig",
            ContractFixture.GATEWAY_KEY.toLowerCase(Locale.ROOT));
    private static final Set<String> NOT_SECRET = Set.of("application/json");
    private static final Set<String> UNASKED = Set.of(
            "getClass", "hashCode", "notify", "notifyAll", "wait", "fillInStackTrace", "getStackTrace", "reveal");

    private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();
    private static final Set<String> MARKED = ConcurrentHashMap.newKeySet();
    private static final List<Logger> HEARD = List.of(Logger.getLogger("dev.waiver"), Logger.getLogger("okhttp3"));

    private Canary() {}

    /** Starts to capture all log records. Does nothing if called again. */
    static synchronized void listen() {
        for (Logger logger : HEARD) {
            if (logger.getHandlers().length == 0) {
                logger.setLevel(Level.ALL);
                logger.addHandler(new Ear());
                logger.setUseParentHandlers(false);
            }
        }
    }

    /** Returns the number of distinct words, of twelve characters or more, in the captured records and thread names. */
    static int heard() {
        return LOGGED.size();
    }

    /** Returns the secrets that a log record or a thread name has shown so far. */
    static List<String> logged() {
        List<String> found = new ArrayList<>(MARKED);
        for (String secret : SECRETS) {
            if (LOGGED.contains(secret)) {
                found.add("a log or the name of a thread shows " + secret);
            }
        }
        return found;
    }

    /** Returns where the result of a call shows a secret, and whether an error cannot be serialized. */
    static List<String> leaks(ContractFixture bench, @Nullable Throwable error) {
        Set<String> secrets = secrets(bench.simulator().requests());
        SECRETS.addAll(secrets);
        threads().forEach(Canary::heard);
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("the client's toString", String.valueOf(bench.client()) + bench.transport);
        if (error != null) {
            shown.put("the stack trace", stackTrace(error));
            walk("error", error, Collections.newSetFromMap(new IdentityHashMap<>()), shown);
        }
        List<String> found = new ArrayList<>();
        if (error instanceof SdkException) {
            try {
                byte[] bytes = serialized(error);
                shown.put("its bytes as Latin-1", new String(bytes, StandardCharsets.ISO_8859_1));
                shown.put("its bytes as UTF-8", new String(bytes, StandardCharsets.UTF_8));
            } catch (IOException e) {
                found.add("cannot be serialized: " + e);
            }
        }
        shown.forEach((where, text) -> {
            if (text.contains(MARK)) {
                found.add(where + " shows " + around(text, MARK));
            }
            for (String secret : secrets) {
                if (text.contains(secret)) {
                    found.add(where + " shows " + around(text, secret));
                }
            }
        });
        return found;
    }

    /**
     * Returns the secrets that the service received: keys, tokens, signatures, and the secret members of authentication
     * requests.
     */
    static Set<String> secrets(List<RecordedRequest> calls) {
        Set<String> all = new LinkedHashSet<>();
        for (RecordedRequest call : calls) {
            call.headers().forEach((name, values) -> {
                if (CARRIERS.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> add(all, value.substring(value.indexOf(' ') + 1)));
                }
            });
            if (call.authentication() && call.body().startsWith("{")) {
                members(call.body()).forEach(secret -> add(all, secret));
            }
        }
        return all;
    }

    /** Returns the secrets in the body of an authentication request; none if the body is incomplete. */
    private static List<String> members(String body) {
        try {
            JsonNode json = JsonCodec.strictNames().read(JsonNode.class, body);
            return Stream.of("auth_token", "accessKey", "password", "otp_attempt", "otp_session_state")
                    .map(name -> json.path(name).asText(""))
                    .toList();
        } catch (JsonException cut) {
            return List.of();
        }
    }

    private static void add(Set<String> all, String secret) {
        if (secret.length() >= SHORTEST && !NOT_SECRET.contains(secret)) {
            all.add(secret);
        }
    }

    /** Collects the values of all getters of an error, and recursively of the objects that they return. */
    private static void walk(String path, @Nullable Object value, Set<Object> seen, Map<String, String> shown) {
        if (value == null || !seen.add(value)) {
            return;
        }
        if (value instanceof Optional<?> optional) {
            walk(path, optional.orElse(null), seen, shown);
        } else if (value instanceof Map<?, ?> map) {
            shown.put(path, map.toString());
        } else if (value instanceof Collection<?> collection) {
            int i = 0;
            for (Object element : collection) {
                walk(path + "[" + i++ + "]", element, seen, shown);
            }
        } else {
            shown.put(path, value.toString());
            if (value instanceof Throwable || value.getClass().getName().startsWith("dev.waiver.")) {
                members(path, value, seen, shown);
            }
        }
    }

    private static void members(String path, Object value, Set<Object> seen, Map<String, String> shown) {
        try {
            for (Field field : value.getClass().getFields()) {
                if (field.trySetAccessible()) {
                    walk(path + "." + field.getName(), field.get(value), seen, shown);
                }
            }
            for (Method method : value.getClass().getMethods()) {
                if (method.getParameterCount() == 0
                        && method.getReturnType() != void.class
                        && !Modifier.isStatic(method.getModifiers())
                        && !UNASKED.contains(method.getName())
                        && method.trySetAccessible()) { // false within the JDK
                    walk(path + "." + method.getName(), method.invoke(value), seen, shown);
                }
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(path, e);
        }
    }

    /** Returns the names of all threads. The array has room for more threads than there ever are. */
    private static List<String> threads() {
        Thread[] threads = new Thread[4096];
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        int n = group.enumerate(threads);
        return Stream.of(threads).limit(n).map(Thread::getName).toList();
    }

    private static String stackTrace(Throwable error) {
        StringWriter out = new StringWriter();
        error.printStackTrace(new PrintWriter(out));
        return out.toString();
    }

    private static byte[] serialized(Throwable error) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(error);
        }
        return bytes.toByteArray();
    }

    private static String around(String text, String secret) {
        int at = text.indexOf(secret);
        return "..." + text.substring(Math.max(0, at - 40), Math.min(text.length(), at + secret.length() + 20)) + "...";
    }

    private static void heard(String text) {
        if (text.contains(MARK)) {
            MARKED.add(text);
        }
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            LOGGED.add(words.group());
        }
    }

    /** A handler that collects the words of all records. */
    private static final class Ear extends Handler {
        @Override
        public void publish(LogRecord entry) {
            heard(entry.getLoggerName() + " " + entry.getMessage());
            if (entry.getParameters() != null) {
                heard(Arrays.toString(entry.getParameters()));
            }
            if (entry.getThrown() != null) {
                heard(stackTrace(entry.getThrown()));
            }
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}
