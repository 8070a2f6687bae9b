/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the lifecycle of a simulator under JUnit. */
class JUnitTest {

    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class InAStaticField {
        @RegisterExtension
        static final EmailSimulator hec = EmailSimulator.create();

        @Test
        @Order(1)
        void oneTestLeavesSomething() {
            hec.add("blacklist", "{}");
            hec.faults().always(Fault.status(500));
        }

        @Test
        @Order(2)
        void theNextFindsNothing() {
            assertThat(hec.rules("blacklist")).isEmpty();
            assertThat(Client.signedIn(hec).get("/scopes").statusCode()).isEqualTo(200);
        }

        @Nested
        class AndInAClassWithin {
            @Test
            void itServesToo() {
                assertThat(Client.signedIn(hec).get("/scopes").statusCode()).isEqualTo(200);
            }
        }

        @AfterAll
        static void aClassWithinDoesNotCloseIt() {
            assertThat(Client.signedIn(hec).get("/scopes").statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class InAField {
        static final List<EmailSimulator> SEEN = new ArrayList<>();

        @RegisterExtension
        final EmailSimulator hec = EmailSimulator.create();

        @Test
        void oneTest() {
            SEEN.add(hec);
        }

        @Test
        void another() {
            SEEN.add(hec);
        }

        @AfterAll
        static void eachIsClosedAfterItsTest() {
            assertThat(SEEN).hasSize(2).doesNotHaveDuplicates().allSatisfy(JUnitTest::assertClosed);
        }
    }

    @Nested
    @ExtendWith(SimulatorExtension.class)
    class AsAParameter {
        static final List<EmailSimulator> SEEN = new ArrayList<>();

        @Test
        void oneTest(EmailSimulator hec, EmailSimulator same) {
            assertThat(hec).isSameAs(same);
            SEEN.add(hec);
        }

        @Test
        void another(EmailSimulator hec) {
            assertThat(Client.signedIn(hec).get("/scopes").statusCode()).isEqualTo(200);
            SEEN.add(hec);
        }

        @AfterAll
        static void eachIsClosedAfterItsTest() {
            assertThat(SEEN).hasSize(2).doesNotHaveDuplicates().allSatisfy(JUnitTest::assertClosed);
        }
    }

    @Nested
    @ExtendWith(SimulatorExtension.class)
    class AsAParameterOfTheClass {
        static final List<EmailSimulator> SEEN = new ArrayList<>();

        @BeforeAll
        static void start(EmailSimulator hec) {
            SEEN.add(hec);
        }

        @Test
        void theTestsGetTheSameOne(EmailSimulator hec) {
            assertThat(hec).isSameAs(SEEN.get(0));
            assertThat(hec.rules("blacklist")).isEmpty();
            hec.add("blacklist", "{}");
        }

        @Test
        void andFindItReset(EmailSimulator hec) {
            assertThat(hec).isSameAs(SEEN.get(0));
            assertThat(hec.rules("blacklist")).isEmpty();
            hec.add("blacklist", "{}");
        }
    }

    @AfterAll
    static void theirClassesClosedThem() {
        assertClosed(InAStaticField.hec);
        assertThat(AsAParameterOfTheClass.SEEN).hasSize(1).allSatisfy(JUnitTest::assertClosed);
    }

    private static void assertClosed(EmailSimulator hec) {
        assertThatThrownBy(() -> new RawConnection(hec).close()).isInstanceOf(IOException.class);
    }
}
