package dev.waiver.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the e-mail service does where its guide is silent, contradicts itself, or was seen doing otherwise. Every
 * setting starts as recorded from the service, or as the kinder of two guesses; {@link Simulator#reset()} goes back to
 * that. Set it before the requests it is meant for.
 */
public final class EmailBehavior extends Behavior<EmailBehavior> {

    /** What an answer says about the id of its request. */
    public enum RequestIds {
        /** The one that was sent, or one of its own when none was. */
        ECHO,
        /** One of its own. */
        OWN,
        /** The one that was sent, without its last four characters. */
        CUT_SHORT,
        /** None. */
        ABSENT
    }

    /** What {@code responseData} is. */
    public enum Data {
        /** An array, empty for nothing. */
        ARRAY,
        /** An array, but a single element stands alone. */
        OBJECT,
        /** An array, but null for nothing. */
        NULL,
        /** An array, but absent for nothing. */
        ABSENT
    }

    /** How a rule's members are called. */
    public enum Names {
        /** As in the recorded answers. */
        RECORDED,
        /** In snake case, as from an older backend. */
        SNAKE_CASE
    }

    /** What the body of the legacy sign-in is. */
    public enum LegacyToken {
        /** The token as it is. */
        BARE,
        /** A JSON text with a line break behind it. */
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
    volatile boolean refusesSignInWith200;
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
     * Whether an update clears what it does not name. Unknown which the service does; merging is the default.
     *
     * @param value true to replace
     * @return this
     */
    public EmailBehavior replacesOnUpdate(boolean value) {
        replacesOnUpdate = value;
        return this;
    }

    /**
     * What a request for an id that is not there gets: a success, the default, or a 404 with an envelope.
     *
     * @param get whether get-one answers 404
     * @param update whether update does
     * @param delete whether delete does
     * @return this
     */
    public EmailBehavior missingIs404(boolean get, boolean update, boolean delete) {
        missingGetIs404 = get;
        missingUpdateIs404 = update;
        missingDeleteIs404 = delete;
        return this;
    }

    /**
     * What the envelope says as {@code requestId}.
     *
     * @param value echoed by default
     * @return this
     */
    public EmailBehavior requestIds(RequestIds value) {
        requestIds = value;
        return this;
    }

    /**
     * The HTTP status of a successful create.
     *
     * @param value 200 by default
     * @return this
     */
    public EmailBehavior createStatus(int value) {
        createStatus = value;
        return this;
    }

    /**
     * The HTTP status of a successful delete; with 204 it has no body.
     *
     * @param value 200 by default
     * @return this
     */
    public EmailBehavior deleteStatus(int value) {
        deleteStatus = value;
        return this;
    }

    /**
     * The envelope's code of success for everything but create and delete.
     *
     * @param value 200 by default; the guide says 0
     * @return this
     */
    public EmailBehavior responseCode(int value) {
        responseCode = value;
        return this;
    }

    /**
     * The envelope's code of a successful create.
     *
     * @param value 200 by default
     * @return this
     */
    public EmailBehavior createCode(int value) {
        createCode = value;
        return this;
    }

    /**
     * The envelope's code of a successful delete.
     *
     * @param value 204 by default
     * @return this
     */
    public EmailBehavior deleteCode(int value) {
        deleteCode = value;
        return this;
    }

    /**
     * Whether codes are sent as text.
     *
     * @param value numbers by default
     * @return this
     */
    public EmailBehavior codesAsText(boolean value) {
        codesAsText = value;
        return this;
    }

    /**
     * Whether successes have an envelope.
     *
     * @param value true by default
     * @return this
     */
    public EmailBehavior envelope(boolean value) {
        envelope = value;
        return this;
    }

    /**
     * What {@code recordsNumber} says.
     *
     * @param shown the number to say, given the true total; that total by default
     * @return this
     */
    public EmailBehavior recordsNumber(IntUnaryOperator shown) {
        recordsNumber = shown;
        return this;
    }

    /**
     * What {@code responseData} is.
     *
     * @param value an array by default
     * @return this
     */
    public EmailBehavior data(Data value) {
        data = value;
        return this;
    }

    /**
     * How the members of rules are called.
     *
     * @param value as recorded by default
     * @return this
     */
    public EmailBehavior names(Names value) {
        names = value;
        return this;
    }

    /**
     * What the member with a rule's id is called, as far as members are called as recorded.
     *
     * @param value {@code entityId} by default; {@code id} was seen too
     * @return this
     */
    public EmailBehavior idName(String value) {
        idName = value;
        return this;
    }

    /**
     * Whether ids are sent as numbers.
     *
     * @param value texts by default
     * @return this
     */
    public EmailBehavior numericIds(boolean value) {
        numericIds = value;
        return this;
    }

    /**
     * Whether a member that is not set is sent as empty text.
     *
     * @param value null by default
     * @return this
     */
    public EmailBehavior unsetIsEmptyText(boolean value) {
        unsetIsEmptyText = value;
        return this;
    }

    /**
     * Sends lists in pages, each continued by {@code ?scrollId=}. Unknown whether the service ever does.
     *
     * @param rules how many rules a page has; all by default
     * @return this
     */
    public EmailBehavior pageSize(int rules) {
        pageSize = rules;
        return this;
    }

    /**
     * How {@code updateTime} is written.
     *
     * @param format writes an instant; null for none. As RFC 1123 says by default
     * @return this
     */
    public EmailBehavior times(Function<Instant, @Nullable String> format) {
        times = format;
        return this;
    }

    /**
     * How long a token is good, by the simulator's clock.
     *
     * @param value 1800 s by default
     * @return this
     */
    public EmailBehavior tokenLifetime(Duration value) {
        tokenLifetime = value;
        return this;
    }

    /**
     * Whether wrong credentials are answered by {@code "success": false} under an HTTP 200.
     *
     * @param value under a 401 by default
     * @return this
     */
    public EmailBehavior refusesSignInWith200(boolean value) {
        refusesSignInWith200 = value;
        return this;
    }

    /**
     * What a sign-in says about its token's end.
     *
     * @param expires whether it gives the date; true by default
     * @param expiresIn whether it gives the seconds; true by default
     * @return this
     */
    public EmailBehavior includesExpiry(boolean expires, boolean expiresIn) {
        saysExpires = expires;
        saysExpiresIn = expiresIn;
        return this;
    }

    /**
     * What the body of the legacy sign-in is.
     *
     * @param value the bare token by default
     * @return this
     */
    public EmailBehavior legacyToken(LegacyToken value) {
        legacyTokenText = value;
        return this;
    }
}
