/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.error.ErrorEntry;
import dev.waiver.core.spi.ErrorEntries;
import dev.waiver.core.spi.ResponseFormat;
import dev.waiver.core.spi.ResponseMetadata;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The envelope: {@code responseEnvelope} and {@code responseData}, in either order. The guide calls code 0 success;
 * recordings have 200, and clients expect 201 and 204, too. The SDK accepts 0, 200 to 299, and a missing code. Errors
 * of the gateway have no envelope.
 */
final class EmailResponseFormat implements ResponseFormat {
    /** The names of the position at which a list of an engine goes on; where a response has it is unknown. */
    static final List<String> LAST_KEYS = List.of("lastEvaluatedKey", "last_evaluated_key");

    private static final String ENVELOPE = "responseEnvelope";
    private static final String DATA = "responseData";
    private static final String MESSAGE = "message";
    private static final String OK = "200";
    private static final Integer SUCCESS = 200;
    private static final String ERROR_CODE = "errorCode";

    private static final List<String> TEXTS =
            List.of("responseText", "responseTest", "additionalText", "errorMessage", MESSAGE);

    @Override
    public boolean beginValue(JsonParser parser, ResponseMetadata meta) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            return members(parser, meta, true);
        }
        meta.malformed(first == null ? "the response is empty" : "the response has no " + ENVELOPE);
        return first == JsonToken.START_ARRAY; // as the guide shows it; the service sends an envelope
    }

    @Override
    public void endValue(JsonParser parser, ResponseMetadata meta) throws IOException {
        if (parser.getParsingContext().inObject()) {
            boolean again = members(parser, meta, false);
            while (again) { // a duplicate: the first one counts
                parser.skipChildren();
                again = members(parser, meta, false);
            }
        }
    }

    /**
     * Reads members up to the value or to the end of the response. Returns whether it is at a value.
     *
     * @param first whether no member was read before, so that one of the envelope has to be among them
     */
    private static boolean members(JsonParser parser, ResponseMetadata meta, boolean first) throws IOException {
        boolean told = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals(DATA)) {
                told = true; // null means no data, as does an envelope without data
                if (value != JsonToken.VALUE_NULL) {
                    return true;
                }
            } else if (name.equals(ENVELOPE) && value == JsonToken.START_OBJECT) {
                told = true;
                envelope(parser, meta);
            } else if (name.equalsIgnoreCase("success") && isFalse(parser)) {
                meta.envelope("success", "false");
            } else if (name.equalsIgnoreCase("forceLogout") && value == JsonToken.VALUE_TRUE) {
                meta.envelope("forceLogout", "true");
            } else if (name.equals(MESSAGE) || name.equals(ERROR_CODE) || LAST_KEYS.contains(name)) {
                keep(name, parser, meta);
            } else {
                parser.skipChildren();
            }
        }
        judge(meta);
        if (first && !told) {
            meta.malformed("the response has neither " + DATA + " nor " + ENVELOPE);
        }
        return false;
    }

    private static void envelope(JsonParser parser, ResponseMetadata meta) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            keep(name, parser, meta);
        }
        meta.serverRequestId(meta.envelope().get("requestId"));
        meta.acknowledge(); // unless it is a refusal, which the next line finds
        judge(meta);
    }

    private static void keep(String name, JsonParser parser, ResponseMetadata meta) throws IOException {
        if (parser.currentToken().isStructStart() && LAST_KEYS.contains(name)) {
            // It may be the key of a database, which is an object: only whether there is one matters.
            if (!skipsNothing(parser)) {
                meta.envelope(name, "{...}");
            }
            return;
        }
        if (parser.currentToken() == JsonToken.VALUE_NULL
                || !parser.currentToken().isScalarValue()) {
            parser.skipChildren();
            return;
        }
        boolean ok = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getTextLength() == OK.length()
                && parser.getIntValue() == SUCCESS;
        String text = ok ? OK : parser.getText(); // nearly every response has this code; see docs/adr/0004
        if (!text.isEmpty()) {
            meta.envelope(name, text);
        }
    }

    /** Skips a list or an object as a whole. Returns whether it was empty. */
    private static boolean skipsNothing(JsonParser parser) throws IOException {
        int tokens = 0;
        for (int depth = 1; depth > 0; tokens++) {
            JsonToken token = parser.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        return tokens == 1;
    }

    private static boolean isFalse(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        boolean no = token == JsonToken.VALUE_FALSE
                || (token == JsonToken.VALUE_STRING && parser.getText().strip().equalsIgnoreCase("false"));
        parser.skipChildren();
        return no;
    }

    /** Decides from what has been read so far whether the response is an error. Called again when there is more. */
    private static void judge(ResponseMetadata meta) {
        Map<String, String> said = meta.envelope();
        if (said.isEmpty()) {
            return;
        }
        String code = said.get("responseCode");
        Integer number = code == null ? null : number(code);
        boolean fails = code != null && (number == null || !isSuccess(number));
        if (!fails && !"false".equalsIgnoreCase(said.getOrDefault("success", ""))) {
            return;
        }
        if (!meta.refused()) {
            boolean signedOut = said.containsKey("forceLogout");
            meta.refuse(fails ? number : signedOut ? Integer.valueOf(401) : number(said.getOrDefault(ERROR_CODE, "")));
        }
        if (meta.errors().isEmpty()) {
            ErrorEntry entry = entry(said);
            if (entry != null) {
                meta.error(entry);
            }
        }
    }

    private static boolean isSuccess(int code) {
        return code == 0 || (code >= 200 && code <= 299);
    }

    private static @Nullable Integer number(String text) {
        if (text.equals(OK)) {
            return SUCCESS;
        }
        try {
            return new BigDecimal(text.strip()).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable ErrorEntry entry(Map<String, String> said) {
        String message = null;
        Map<String, String> details = Map.of();
        for (String name : TEXTS) {
            String text = said.get(name);
            if (text != null && !text.isBlank()) {
                if (message == null) {
                    message = text.strip();
                } else if (details.isEmpty()) {
                    details = Map.of(name, text.strip()); // most errors have one text or two
                } else {
                    details = new LinkedHashMap<>(details);
                    details.put(name, text.strip());
                }
            }
        }
        return message == null ? null : ErrorEntry.of(said.get(ERROR_CODE), message, details);
    }

    @Override
    public void readError(JsonNode body, ResponseMetadata meta) {
        JsonNode envelope = body.path(ENVELOPE);
        for (Map.Entry<String, JsonNode> member : envelope.properties()) {
            keep(member.getKey(), member.getValue(), meta);
        }
        Map<String, String> said = meta.envelope();
        meta.serverRequestId(said.get("requestId"));
        ErrorEntry entry = entry(said);
        if (entry != null) {
            meta.error(entry);
        }
        int known = (body.has(ENVELOPE) ? 1 : 0) + (body.has(DATA) ? 1 : 0);
        if (body.size() > known) {
            ErrorEntries.read(body, meta, ENVELOPE, DATA);
        }
    }

    private static void keep(String name, JsonNode value, ResponseMetadata meta) {
        if (value.isValueNode() && !value.isNull()) {
            String text = value.asText();
            if (!text.isEmpty()) {
                meta.envelope(name, text);
            }
        }
    }
}
