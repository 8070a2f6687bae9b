/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A file of JSON lines. {@link #append(Map)} returns when its lines are on disk. */
@SuppressWarnings("StringSplitter")
public final class Journal {
    private static final JsonCodec JSON = JsonCodec.strictNames();

    private final Path file;

    /** Creates a journal in a file, which need not exist. */
    public Journal(Path file) {
        this.file = file;
    }

    /**
     * Reads the entries. Ignores an incomplete last line, which a crash may leave.
     *
     * @throws IllegalStateException if another line is not JSON
     */
    public List<JsonNode> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<JsonNode> entries = new ArrayList<>();
        try {
            String text = Files.readString(file);
            String[] lines = text.substring(0, text.lastIndexOf('\n') + 1).split("\n");
            for (int i = 0; i < lines.length; i++) {
                if (!lines[i].isBlank()) {
                    entries.add(parsed(lines[i], i + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    private JsonNode parsed(String line, int number) {
        try {
            return JSON.read(JsonNode.class, line);
        } catch (JsonException e) {
            throw new IllegalStateException(
                    "journal: line " + number + " of " + file.getFileName() + " is damaged; repair it by hand", e);
        }
    }

    /** Appends an entry. */
    public void append(Map<String, ?> entry) {
        append(List.of(entry));
    }

    /** Appends entries with one write to disk. */
    public void append(List<? extends Map<String, ?>> entries) {
        StringBuilder lines = new StringBuilder();
        entries.forEach(entry -> lines.append(JSON.write(entry)).append('\n'));
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.position(wholeLines(channel));
            channel.truncate(channel.position());
            ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("journal: cannot be written; nothing was sent", e);
        }
    }

    /** Returns the offset after the last complete line, so that an incomplete line is overwritten. */
    private static long wholeLines(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = channel.size(); end > 0; end--) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }
}
