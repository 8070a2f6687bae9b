/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The JSON schemas of the email service's operations: a file for each, whose title is the operation's method and path.
 * A schema describes {@code {"request": ..., "response": ...}}; the request is missing if it has no body, and the
 * response if it is an error.
 */
public final class EmailSchemas {
    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", "."), "src/test/resources/dev/waiver/integration/schema/email");

    /** A body that the vendor's own response would not have; no list of the tests is longer. */
    private static final long MAX_BODY = 1L << 24;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Operation> OPERATIONS = load();

    /**
     * The schema of an operation.
     *
     * @param name the interface and the method, such as {@code EmailExceptionsApi.list}
     * @param method the HTTP method
     * @param path the path, with its variables in braces
     * @param requests matches methods and paths of requests
     * @param schema the schema
     */
    record Operation(String name, String method, String path, Pattern requests, JsonSchema schema) {
        /** Returns what in an exchange contradicts the schema; empty if nothing does. */
        List<String> violations(JsonNode exchange) {
            return schema.validate(exchange).stream()
                    .map(ValidationMessage::getMessage)
                    .sorted()
                    .map(message -> name + ": " + message)
                    .toList();
        }
    }

    private EmailSchemas() {}

    /** Returns all operations, those with more fixed segments of the path first. */
    static List<Operation> operations() {
        return OPERATIONS;
    }

    private static List<Operation> load() {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        List<Operation> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(FOLDER, "*Api.*.json")) {
            for (Path file : files) {
                JsonSchema schema =
                        factory.getSchema(SchemaLocation.of(file.toUri().toString()));
                String[] title = schema.getSchemaNode().path("title").asText().split(" ", 2);
                String prefix = title[1].equals("auth/external") ? "/" : "(/app/hec-api)?/v1\\.0/";
                Pattern requests = Pattern.compile(title[0] + " " + prefix + title[1].replaceAll("\\{[^}]*}", "[^/]+"));
                String name = file.getFileName().toString().replace(".json", "");
                all.add(new Operation(name, title[0], title[1], requests, schema));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.sort(Comparator.comparingInt(
                        (Operation operation) -> operation.path().split("\\{", -1).length)
                .thenComparing(Operation::name));
        return List.copyOf(all);
    }

    /** Returns the operation of a request. */
    static Operation of(String method, String encodedPath) {
        return OPERATIONS.stream()
                .filter(operation ->
                        operation.requests().matcher(method + " " + encodedPath).matches())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no schema for " + method + " " + encodedPath));
    }

    /**
     * Returns what in an exchange contradicts the schema of its operation. An error and an empty body, which tests
     * inject, are no response of the operation.
     *
     * @param request the request
     * @param response its response, whose body stays readable
     */
    public static List<String> violations(Request request, Response response) throws IOException {
        Operation operation = of(request.method(), request.url().encodedPath());
        RequestBody body = request.body();
        String sent = body == null ? "" : text(body);
        String seen = response.isSuccessful() ? response.peekBody(MAX_BODY).string() : "";
        try {
            return operation.violations(exchange(parsed(sent), parsed(seen)));
        } catch (JsonProcessingException e) {
            return List.of(operation.name() + ": a body is no JSON");
        }
    }

    private static @Nullable JsonNode parsed(String text) throws JsonProcessingException {
        return text.isEmpty() ? null : JSON.readTree(text);
    }

    private static String text(RequestBody body) throws IOException {
        try (Buffer buffer = new Buffer()) {
            body.writeTo(buffer);
            return buffer.readUtf8();
        }
    }

    /** Returns an exchange, without what is null. */
    static ObjectNode exchange(@Nullable JsonNode request, @Nullable JsonNode response) {
        ObjectNode exchange = JSON.createObjectNode();
        if (request != null) {
            exchange.set("request", request);
        }
        if (response != null) {
            exchange.set("response", response);
        }
        return exchange;
    }

    /** Reads JSON. */
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
