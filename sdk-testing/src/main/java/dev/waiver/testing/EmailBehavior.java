/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Settings for what the email service's guide leaves open or contradicts, and for where the service was observed to
 * differ from it. Defaults are as recorded from the service; without a recording, they are the more lenient of two
 * assumptions. Change them before the requests they are meant for. {@link Simulator#reset()} restores the defaults.
 */
public final class EmailBehavior extends Behavior<EmailBehavior> {

    /** The request id in response envelopes. */
    public enum RequestIds {
        /** The id that was sent, or a new one if none was sent. */
        ECHO,
        /** A new id. */
        OWN,
        /** The id that was sent, without its last four characters. */
        CUT_SHORT,
        /** No id. */
        ABSENT
    }

    /** The form of {@code responseData}. */
    public enum Data {
        /** An array, empty if there are no elements. */
        ARRAY,
        /** An array, or the element alone if there is exactly one. */
        OBJECT,
        /** An array, or null if there are no elements. */
        NULL,
        /** An array, or absent if there are no elements. */
        ABSENT
    }

    /** The names of a rule's members. */
    public enum Names {
        /** As in recorded responses. */
        RECORDED,
        /** Snake case with numeric ids, as from an older backend. */
        SNAKE_CASE
    }

    /** The body of the legacy sign-in response. */
    public enum LegacyToken {
        /** The token alone. */
        BARE,
        /** A JSON string followed by a line break. */
        QUOTED
    }

    volatile boolean replacesOnUpdate;
    volatile boolean missingGetIs404;
    volatile boolean missingUpdateIs404;
    volatile boolean missingDeleteIs404;
    volatile RequestIds requestIds = RequestIds.ECHO;
    volatile int createStatus = 200;
    volatile int deleteStatus = 200;
    volatile int responseCode = 200;
    volatile int createCode = 200;
    volatile int deleteCode = 204;
    volatile boolean codesAsText;
    volatile boolean envelope = true;
    volatile IntUnaryOperator recordsNumber = IntUnaryOperator.identity();
    volatile Data data = Data.ARRAY;
    volatile Names names = Names.RECORDED;
    volatile String idName = "entityId";
    volatile boolean numericIds;
    volatile boolean unsetIsEmptyText;
    volatile int pageSize = Integer.MAX_VALUE;
    volatile Function<Instant, @Nullable String> times = EmailKeys.RFC_1123::format;
    volatile Duration tokenLifetime = Duration.ofMinutes(30);
    volatile boolean refusesAuthenticationWith200;
    volatile boolean saysExpires = true;
    volatile boolean saysExpiresIn = true;
    volatile LegacyToken legacyTokenText = LegacyToken.BARE;

    EmailBehavior() {
        super("{\"domain\":null,\"revision\":{\"number\":1,\"weight\":1.50}}");
    }

    @Override
    EmailBehavior self() {
        return this;
    }

    /**
     * Sets whether an update clears the members it does not name. Default: false, an update merges. The vendor does not
     * document which of the two the service does.
     *
     * @param value true to replace, false to merge
     */
    public EmailBehavior replacesOnUpdate(boolean value) {
        replacesOnUpdate = value;
        return this;
    }

    /**
     * Sets which operations respond to an unknown id with a 404 and an envelope rather than a success. Default: none.
     *
     * @param get whether get does
     * @param update whether update does
     * @param delete whether delete does
     */
    public EmailBehavior missingIs404(boolean get, boolean update, boolean delete) {
        missingGetIs404 = get;
        missingUpdateIs404 = update;
        missingDeleteIs404 = delete;
        return this;
    }

    /** Sets the {@code requestId} in response envelopes. Default: {@link RequestIds#ECHO}. */
    public EmailBehavior requestIds(RequestIds value) {
        requestIds = value;
        return this;
    }

    /** Sets the HTTP status of a successful create. Default: 200. */
    public EmailBehavior createStatus(int value) {
        createStatus = value;
        return this;
    }

    /** Sets the HTTP status of a successful delete. Default: 200. With 204 the response has no body. */
    public EmailBehavior deleteStatus(int value) {
        deleteStatus = value;
        return this;
    }

    /**
     * Sets the envelope's success code for all operations but create and delete. Default: 200. The guide documents 0.
     */
    public EmailBehavior responseCode(int value) {
        responseCode = value;
        return this;
    }

    /** Sets the envelope's success code for create. Default: 200. */
    public EmailBehavior createCode(int value) {
        createCode = value;
        return this;
    }

    /** Sets the envelope's success code for delete. Default: 204. */
    public EmailBehavior deleteCode(int value) {
        deleteCode = value;
        return this;
    }

    /** Sets whether the envelope's codes are strings. Default: false, numbers. */
    public EmailBehavior codesAsText(boolean value) {
        codesAsText = value;
        return this;
    }

    /** Sets whether successful responses have an envelope. Default: true. */
    public EmailBehavior envelope(boolean value) {
        envelope = value;
        return this;
    }

    /**
     * Sets the envelope's {@code recordsNumber}. Default: the true total; 1 for a create, as in the vendor's sample.
     *
     * @param shown returns the number to send, given the default
     */
    public EmailBehavior recordsNumber(IntUnaryOperator shown) {
        recordsNumber = shown;
        return this;
    }

    /** Sets the form of {@code responseData}. Default: {@link Data#ARRAY}. */
    public EmailBehavior data(Data value) {
        data = value;
        return this;
    }

    /** Sets the names of rule members. Default: {@link Names#RECORDED}. */
    public EmailBehavior names(Names value) {
        names = value;
        return this;
    }

    /**
     * Sets the name of a rule's id member, with {@link Names#RECORDED}. Default: {@code entityId}; {@code id} has been
     * observed too.
     */
    public EmailBehavior idName(String value) {
        idName = value;
        return this;
    }

    /** Sets whether rule ids are numbers. Default: false, strings. */
    public EmailBehavior numericIds(boolean value) {
        numericIds = value;
        return this;
    }

    /** Sets whether unset members are empty strings. Default: false, null. */
    public EmailBehavior unsetIsEmptyText(boolean value) {
        unsetIsEmptyText = value;
        return this;
    }

    /**
     * Sets the page size of lists, whose pages continue with {@code ?scrollId=}. Default: all rules in one page. It is
     * unknown whether the service ever pages these lists.
     *
     * @param rules the number of rules per page
     */
    public EmailBehavior pageSize(int rules) {
        pageSize = rules;
        return this;
    }

    /**
     * Sets the format of {@code updateTime}. Default: RFC 1123.
     *
     * @param format formats an instant, or returns null to send null
     */
    public EmailBehavior times(Function<Instant, @Nullable String> format) {
        times = format;
        return this;
    }

    /** Sets the lifetime of tokens, by the simulator's clock. Default: 1800 seconds. */
    public EmailBehavior tokenLifetime(Duration value) {
        tokenLifetime = value;
        return this;
    }

    /** Sets whether wrong credentials get HTTP 200 with {@code "success": false}. Default: false, HTTP 401. */
    public EmailBehavior refusesAuthenticationWith200(boolean value) {
        refusesAuthenticationWith200 = value;
        return this;
    }

    /**
     * Sets which expiry members the Infinity gateway's sign-in response has. Default: both.
     *
     * @param expires whether it has {@code expires}, a date
     * @param expiresIn whether it has {@code expiresIn}, in seconds
     */
    public EmailBehavior includesExpiry(boolean expires, boolean expiresIn) {
        saysExpires = expires;
        saysExpiresIn = expiresIn;
        return this;
    }

    /** Sets the body of the legacy sign-in response. Default: {@link LegacyToken#BARE}. */
    public EmailBehavior legacyToken(LegacyToken value) {
        legacyTokenText = value;
        return this;
    }
}
