/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The files of a register, as text. */
final class RegisterFiles {
    static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private RegisterFiles() {}

    /**
     * A file.
     *
     * @param name the name, for error messages
     * @param text the text without a byte order mark; null if it could not be decoded
     * @param problem why not; null if it could
     */
    record Source(
            String name, @Nullable String text, @Nullable String problem) {}

    static Source ofText(String name, String text) {
        if (text.length() > MAX_BYTES) {
            return tooLarge(name);
        }
        return new Source(name, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, null);
    }

    static List<Source> read(Path fileOrDirectory) throws IOException {
        if (!Files.isDirectory(fileOrDirectory)) {
            return List.of(read(fileOrDirectory, fileOrDirectory.toString()));
        }
        List<Source> sources = new ArrayList<>();
        for (Path file : filesIn(fileOrDirectory)) {
            sources.add(read(file, name(fileOrDirectory, file)));
        }
        return sources;
    }

    /** Returns the name of a file below a directory, with the same separators on every system. */
    private static String name(Path directory, Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        Path unused = Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
                return !below.equals(directory) && isHidden(below)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (isRegister(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.comparing(file -> name(directory, file)));
        return files;
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }

    private static boolean isRegister(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return !isHidden(file) && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
    }

    private static Source read(Path file, String name) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            return tooLarge(name);
        }
        try {
            return ofText(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            return new Source(name, null, "is not UTF-8; save it as UTF-8");
        }
    }

    private static Source tooLarge(String name) {
        return new Source(name, null, "has more than 16 MB; split the register into several files of a directory");
    }
}
