/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.waiver.core.ItemStream;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.internal.redact.ResponseHeaders;
import dev.waiver.core.spi.ResponseMetadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * A list that is read while it arrives. The time limit of the attempt applies to each {@link #next}, not to the
 * caller's work in between.
 */
final class StreamedResponse<E> implements ItemStream<E> {
    private final CallStateMachine<?> attempts;
    private final Response response;
    private final ObjectReader element;
    private final ResponseMetadata meta;
    private String kept = "";
    private ResponseReader.@Nullable BoundedInput in;
    private @Nullable JsonParser parser;
    private boolean open = true;
    private boolean singleElement;

    StreamedResponse(CallStateMachine<?> attempts, Response response, ObjectReader element, ResponseMetadata meta) {
        this.attempts = attempts;
        this.response = response;
        this.element = element;
        this.meta = meta;
    }

    /** Reads up to the first element. Returns false if the envelope before it marks the response as an error. */
    boolean open() throws IOException {
        BufferedSource source = ResponseReader.body(response);
        source.request(1);
        Buffer beginning = source.getBuffer().clone();
        kept = ResponseReader.text(beginning);
        in = new ResponseReader.BoundedInput(source, attempts.operation.maxResponseSize());
        try {
            parser = attempts.engine.responses.trees().createParser(in);
            boolean has = attempts.engine.responses.format().beginValue(parser, meta);
            if (meta.refused()) {
                close();
                return false;
            }
            if (meta.malformed().isPresent()) {
                throw attempts.decode(meta.malformed().get(), null, meta.status(), kept);
            }
            if (!has) {
                close();
            } else if (parser.currentToken() == JsonToken.START_OBJECT) {
                singleElement = true; // a list of one, as in lists that are read whole
            } else if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw attempts.decode("a list was expected, not " + parser.currentToken(), null, meta.status(), kept);
            }
            return true;
        } catch (JacksonException e) {
            close();
            throw failed(e);
        } catch (IOException | SdkException e) {
            close();
            throw e;
        }
    }

    String kept() {
        return kept;
    }

    @Override
    public @Nullable List<E> next(int most) {
        JsonParser from = parser;
        if (!open || from == null) {
            return null;
        }
        Watchdog.Guard guard = null;
        try {
            guard = Watchdog.start(
                    attempts.attempt().call(),
                    Thread.currentThread(),
                    attempts.context.clock(),
                    attempts.attempt().limitNanos());
            List<E> read = new ArrayList<>(Math.min(most, 256));
            while (read.size() < most) {
                JsonToken token = singleElement ? from.currentToken() : from.nextToken();
                if (token == JsonToken.END_ARRAY) {
                    end(from);
                    break;
                }
                if (token == null) {
                    throw attempts.decode("the list has no end", null, meta.status(), kept);
                }
                E value = token == JsonToken.VALUE_NULL ? null : element.readValue(from);
                if (value != null) {
                    read.add(value);
                } else {
                    throw attempts.decode("an element of the list is " + token, null, meta.status(), kept);
                }
                if (singleElement) {
                    end(from);
                    break;
                }
            }
            return read.isEmpty() && !open ? null : read;
        } catch (IOException e) {
            close();
            if (guard != null && guard.expired()) {
                attempts.attempt().timedOut();
                throw new TransportException("the list took too long to arrive", e, attempts.callInfo());
            }
            throw failed(e);
        } catch (SdkException e) {
            close();
            throw e;
        } catch (RuntimeException | Error e) { // from OkHttp, a listener, an interceptor's body or the clock
            open = false;
            Throwable cause = HttpAttempt.ended(attempts.attempt().call(), e);
            throw new TransportException("the list broke off: " + cause, cause, attempts.callInfo());
        } finally {
            if (guard != null) {
                Watchdog.end(guard);
            }
        }
    }

    private void end(JsonParser from) throws IOException {
        attempts.engine.responses.format().endValue(from, meta);
        if (!meta.refused()) {
            ResponseReader.noMore(from);
        }
        close();
        if (meta.refused()) {
            attempts.engine.responses.readEntries(kept, meta);
            throw attempts.error(response, new ResponseHeaders(response.headers()), meta, kept);
        }
    }

    private SdkException failed(IOException e) {
        if (Thread.currentThread().isInterrupted()) {
            return attempts.interrupted(e);
        }
        IOException broken = in == null ? null : Objects.requireNonNullElse(in.broken(), e);
        if (broken instanceof JacksonException || broken instanceof ResponseReader.TooLargeException) {
            String problem = broken instanceof JacksonException j ? j.getOriginalMessage() : broken.getMessage();
            return attempts.decode(Objects.requireNonNullElse(problem, "unreadable"), e, meta.status(), kept);
        }
        return new TransportException("the list broke off: " + e.getMessage(), e, attempts.callInfo());
    }

    @Override
    public Map<String, String> envelope() {
        return meta.envelope();
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        response.close();
    }
}
