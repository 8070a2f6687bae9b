/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.ImmutablesStyle;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** One page of the list of rule sets, as the service sends it. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableDetectionRuleSetPage.class)
public interface DetectionRuleSetPage extends DetectionPage<DetectionRuleSetSummary>, WithDetectionRuleSetPage {
    /** Returns the items as they were sent; empty if the response has no such member. */
    @Override
    @JsonProperty("page_items")
    @JsonDeserialize(using = PageItemsDeserializer.class)
    Optional<List<DetectionRuleSetSummary>> pageItems();

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link DetectionRuleSetPage}. */
    final class Builder extends ImmutableDetectionRuleSetPage.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
