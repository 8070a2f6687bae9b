/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The core that the vendor modules of the Waiver SDK share: calls, transport, tokens, request ids, envelopes, errors
 * and lossless JSON.
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings({"requires-transitive-automatic", "module"
}) // Retrofit's annotations are in the signatures of the API interfaces
module dev.waiver.core {
    requires transitive com.fasterxml.jackson.annotation;
    requires transitive com.fasterxml.jackson.core;
    requires transitive com.fasterxml.jackson.databind;
    requires transitive okhttp3;
    requires transitive retrofit2;
    requires transitive org.jspecify;
    requires static org.immutables.value.annotations;

    exports dev.waiver.core;
    exports dev.waiver.core.annotation;
    exports dev.waiver.core.error;
    exports dev.waiver.core.json;
    exports dev.waiver.core.spi to
            dev.waiver.detection,
            dev.waiver.email,
            dev.waiver.scanning,
            dev.waiver.governance;
    exports dev.waiver.core.internal.rules to
            dev.waiver.scanning,
            dev.waiver.email,
            dev.waiver.detection,
            dev.waiver.governance;
    exports dev.waiver.core.internal.check to
            dev.waiver.detection,
            dev.waiver.email,
            dev.waiver.scanning,
            dev.waiver.governance;
    exports dev.waiver.core.internal.client to
            dev.waiver.detection,
            dev.waiver.email,
            dev.waiver.scanning,
            dev.waiver.governance;

    // Jackson creates the serializers and deserializers of these types by reflection.
    opens dev.waiver.core.json to
            com.fasterxml.jackson.databind;
}
