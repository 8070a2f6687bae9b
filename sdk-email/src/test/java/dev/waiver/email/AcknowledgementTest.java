/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import dev.waiver.core.ApiCall;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.RequestData;
import dev.waiver.fixtures.AcknowledgementTests;
import dev.waiver.testing.Simulator;
import java.util.List;

class AcknowledgementTest extends EmailFixture implements AcknowledgementTests {
    @Override
    public Simulator service() {
        return hec;
    }

    @Override
    public List<ApiCall<?>> writes() {
        EmailClient client = client();
        EmailExceptionsApi api = client.api(EmailExceptionsApi.class);
        String id = hec.add("blacklist", "{\"senderDomain\":\"evil.example\"}");
        return List.of(
                api.create(EmailList.BLACKLIST, RequestData.of(RULE)),
                api.update(EmailList.BLACKLIST, id, RequestData.of(RULE)),
                api.delete(EmailList.BLACKLIST, id),
                client.exceptions(EmailList.BLACKLIST).remove(id));
    }

    @Override
    public List<String> refusals() {
        return List.of(
                BYTE_ORDER_MARK + "{\"responseEnvelope\":{\"responseCode\":422,\"responseText\":\"no\"}}",
                "{\"responseData\":null,\"error\":\"denied\"}");
    }

    @Override
    public List<String> acknowledgements() {
        return List.of(
                "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":[]}",
                "{\"responseEnvelope\":{\"responseCode\":204,\"responseText\":\"\"}}",
                "{\"responseEnvelope\":{\"responseCode\":0,\"message\":\"x\"},\"status\":1}",
                "{\"responseData\":[]}");
    }
}
