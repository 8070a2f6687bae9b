package dev.waiver.detection.model;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.waiver.core.json.ModelStyle;
import org.immutables.value.Value;

/** One page of the list of exceptions, as the service sends it. */
@Value.Immutable
@ModelStyle
@JsonDeserialize(as = ImmutableDetectionExceptionPage.class)
@JsonSerialize(as = ImmutableDetectionExceptionPage.class)
public interface DetectionExceptionPage extends DetectionPage<DetectionExceptionSummary>, WithDetectionExceptionPage {
    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link DetectionExceptionPage}. */
    final class Builder extends ImmutableDetectionExceptionPage.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
