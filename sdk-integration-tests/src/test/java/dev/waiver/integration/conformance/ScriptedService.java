/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.SdkClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A fictitious service: rules in a map, and a reaction to each request. Only requests to it are counted. */
final class ScriptedService extends Dispatcher implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Entry(ScriptedRule rule, @Nullable Long createdAt) {}

    /** Sockets that send each piece of a response at once, instead of waiting 40 ms for an acknowledgement of TCP. */
    private static final class PromptSockets extends ServerSocketFactory {
        @Override
        public ServerSocket createServerSocket() throws IOException {
            return new ServerSocket() {
                @Override
                public Socket accept() throws IOException {
                    Socket socket = super.accept();
                    socket.setTcpNoDelay(true);
                    return socket;
                }
            };
        }

        @Override
        public ServerSocket createServerSocket(int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
            throw new UnsupportedOperationException();
        }
    }

    private final MockWebServer server = new MockWebServer();
    private final SdkClock clock;
    private final Map<String, Entry> rules = new LinkedHashMap<>();
    private final Map<Kind, Deque<Reaction>> next = new EnumMap<>(Kind.class);
    private final Map<Kind, Reaction> afterwards = new EnumMap<>(Kind.class);
    private final Deque<ScriptedRule> staleReads = new ArrayDeque<>();
    private final List<Kind> requests = new ArrayList<>();
    private int lastId;
    private boolean storesDifferently;
    private boolean returnsIds;
    private Duration listLag = Duration.ZERO;

    ScriptedService(SdkClock clock) {
        this.clock = clock;
        server.setDispatcher(this);
        server.setServerSocketFactory(new PromptSockets());
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String baseUrl() {
        return server.url("/").toString();
    }

    static Kind kind(String method, String path) {
        boolean one = path.length() > "/rules".length();
        return switch (method) {
            case "GET" -> one ? Kind.GET : Kind.LIST;
            case "POST" -> Kind.CREATE;
            case "PUT" -> Kind.UPDATE;
            default -> Kind.OTHER;
        };
    }

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        Kind kind = kind(request.getMethod(), path);
        requests.add(kind);
        Deque<Reaction> queue = next.getOrDefault(kind, new ArrayDeque<>());
        Reaction reaction = queue.isEmpty() ? afterwards.getOrDefault(kind, Reaction.NORMAL) : queue.remove();
        String id = path.replaceFirst("^/rules/?", "");
        ByteString body = request.getBody();
        return switch (reaction) {
            case NORMAL, UNSHOWN -> normal(kind, id, body);
            case SHOWN_IN_PART -> shownInPart(normal(kind, id, body), id);
            case LOST_APPLIED -> lost(normal(kind, id, body));
            case LOST_UNAPPLIED -> lost(status(200));
            case MISSING -> status(404);
            case REFUSED -> status(422);
            case RATE_LIMITED -> status(429);
            case UNAVAILABLE -> status(503);
            case UNAVAILABLE_APPLIED -> {
                MockResponse unused = normal(kind, id, body);
                yield status(503);
            }
            case IGNORED -> status(200);
        };
    }

    private static MockResponse status(int status) {
        return new MockResponse.Builder().code(status).body("{}").build();
    }

    private static MockResponse lost(MockResponse response) {
        return response.newBuilder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    private MockResponse shownInPart(MockResponse response, String id) {
        ObjectNode part =
                JSON.createObjectNode().put("id", id).put("version", 2).put("match", String.valueOf(get(id).match()));
        return response.newBuilder().body(part.toString()).build();
    }

    private MockResponse normal(Kind kind, String id, @Nullable ByteString body) {
        if (kind != Kind.LIST && kind != Kind.CREATE && !rules.containsKey(id)) {
            return status(404);
        }
        return switch (kind) {
            case LIST -> ok(JSON.createArrayNode().addAll(listed()));
            case GET -> ok(json(staleReads.isEmpty() ? get(id) : staleReads.remove()));
            case CREATE -> {
                String created = put(stored(read(body)), clock.nanoTime());
                yield returnsIds ? ok(JSON.createObjectNode().put("id", created)) : status(200);
            }
            case UPDATE -> {
                update(id, stored(read(body)));
                yield status(200);
            }
            case OTHER -> {
                Entry unused = rules.remove(id);
                yield status(200);
            }
        };
    }

    private static MockResponse ok(JsonNode body) {
        return new MockResponse.Builder().body(body.toString()).build();
    }

    private ScriptedRule stored(ScriptedRule sent) {
        return storesDifferently ? sent.withEffect("stored") : sent;
    }

    private List<ObjectNode> listed() {
        long limit = clock.nanoTime() - listLag.toNanos();
        return rules.values().stream()
                .filter(entry -> entry.createdAt == null || entry.createdAt <= limit)
                .map(entry -> json(entry.rule))
                .toList();
    }

    private String put(ScriptedRule rule, @Nullable Long createdAt) {
        lastId++;
        String id = "r" + lastId;
        rules.put(id, new Entry(rule.withEntityId(id).withVersion(1), createdAt));
        return id;
    }

    synchronized String add(ScriptedRule rule) {
        return put(rule, null);
    }

    synchronized void update(String id, ScriptedRule rule) {
        Entry before = Objects.requireNonNull(rules.get(id));
        rules.put(id, new Entry(rule.withEntityId(id).withVersion(before.rule().version() + 1), before.createdAt()));
    }

    synchronized void remove(String id) {
        Entry unused = rules.remove(id);
    }

    synchronized ScriptedRule get(String id) {
        return Objects.requireNonNull(rules.get(id)).rule();
    }

    synchronized List<String> ids() {
        return List.copyOf(rules.keySet());
    }

    synchronized void storeDifferently() {
        storesDifferently = true;
    }

    synchronized void returnIds() {
        returnsIds = true;
    }

    synchronized void listLag(Duration lag) {
        listLag = lag;
    }

    synchronized void react(Kind kind, List<Reaction> first, Reaction then) {
        next.put(kind, new ArrayDeque<>(first));
        afterwards.put(kind, then);
    }

    synchronized void readStale(String id, int reads) {
        for (int i = 0; i < reads; i++) {
            staleReads.add(get(id));
        }
    }

    synchronized List<Kind> requests() {
        return List.copyOf(requests);
    }

    synchronized int pending() {
        return staleReads.size() + next.values().stream().mapToInt(Deque::size).sum();
    }

    static ObjectNode json(ScriptedRule rule) {
        return JSON.createObjectNode()
                .put("id", rule.storedId())
                .put("match", rule.match())
                .put("effect", rule.effect())
                .put("text", rule.text())
                .put("version", rule.version())
                .put("active", rule.active());
    }

    static ScriptedRule rule(JsonNode json) {
        return new ScriptedRule(
                json.path("id").textValue(),
                json.path("match").textValue(),
                json.path("effect").textValue(),
                json.path("text").asText(),
                json.path("version").asInt(),
                json.path("active").asBoolean());
    }

    private static ScriptedRule read(@Nullable ByteString body) {
        try {
            return rule(JSON.readTree(body == null ? "" : body.utf8()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
