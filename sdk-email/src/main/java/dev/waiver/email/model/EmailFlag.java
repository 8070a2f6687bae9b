package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Yes or no, in the form in which it was sent: the service and its clients write {@code true}, {@code "true"} and
 * {@code "True"} in turn. It goes back in the form in which it came.
 */
public final class EmailFlag {
    private static final EmailFlag ON = new EmailFlag(BooleanNode.TRUE);
    private static final EmailFlag OFF = new EmailFlag(BooleanNode.FALSE);

    private final JsonNode json;

    private EmailFlag(JsonNode json) {
        this.json = json;
    }

    /**
     * A flag that is sent as {@code true} or {@code false}.
     *
     * @param on whether it is on
     */
    public static EmailFlag of(boolean on) {
        return on ? ON : OFF;
    }

    /**
     * A flag that is sent as the text {@code "true"} or {@code "false"}.
     *
     * @param on whether it is on
     */
    public static EmailFlag text(boolean on) {
        return new EmailFlag(TextNode.valueOf(Boolean.toString(on)));
    }

    /**
     * A flag as it was sent.
     *
     * @param json whatever stood there
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static EmailFlag read(JsonNode json) {
        return json.isBoolean() ? of(json.booleanValue()) : new EmailFlag(json);
    }

    /** Whether it is on: {@code true}, or that word as text in any case. */
    public boolean isOn() {
        return word().equals("true");
    }

    /**
     * Whether it is off: {@code false}, or that word as text in any case. Neither on nor off is a word unknown to us.
     */
    public boolean isOff() {
        return word().equals("false");
    }

    /**
     * The same form with another content.
     *
     * @param on whether it is to be on
     */
    public EmailFlag with(boolean on) {
        return json.isBoolean() ? of(on) : text(on);
    }

    /** As it is sent. */
    @JsonValue
    public JsonNode json() {
        return json;
    }

    private String word() {
        return json.asText().strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmailFlag flag && json.equals(flag.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
