package dev.waiver.email.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LegacyRuleShapesTest {

    /**
     * The names are separate so that rules of the recorded shape load nothing else. A name that is missing there is
     * never read.
     */
    @Test
    void everyShapeIsAmongTheNames() {
        assertThat(LegacyRuleShapes.NAMES).containsExactlyInAnyOrderElementsOf(LegacyRuleShapes.shapeNames());
    }
}
