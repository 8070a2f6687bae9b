package dev.waiver.detection.model;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.waiver.core.json.ModelStyle;
import org.immutables.value.Value;

/** One page of the list of rule sets, as the service sends it. */
@Value.Immutable
@ModelStyle
@JsonDeserialize(as = ImmutableDetectionRuleSetPage.class)
@JsonSerialize(as = ImmutableDetectionRuleSetPage.class)
public interface DetectionRuleSetPage extends DetectionPage<DetectionRuleSetSummary>, WithDetectionRuleSetPage {
    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link DetectionRuleSetPage}. */
    final class Builder extends ImmutableDetectionRuleSetPage.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
