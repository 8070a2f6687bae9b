/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.ScanningAccounts.Account;
import dev.waiver.testing.ScanningBehavior.Paging;
import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.MappedList;
import dev.waiver.testing.internal.RefusedException;
import dev.waiver.testing.internal.Routes;
import dev.waiver.testing.internal.Uris;
import dev.waiver.testing.internal.http.ServerResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The scanning service's operations on its state. Guarded by the simulator's lock. */
final class ScanningBackend implements Backend {
    private static final String PREFIX = "/v2";
    private static final String SIGN_IN = "/auth/sign_in";

    private final Routes<Account> routes = new Routes<Account>()
            .on("PUT", "/user/generate_access_token", (call, who, path) -> accounts()
                    .generate(who, behavior()))
            .on("PUT", "/user/revoke_access_token", (call, who, path) -> accounts()
                    .revoke(who))
            .on("GET", "/exceptions", (call, who, path) -> list(call))
            .on("POST", "/exceptions", (call, who, path) -> create(call))
            .on("DELETE", "/exceptions", (call, who, path) -> bulk(call, ids -> rules().delete(ids)))
            .on(
                    "PUT",
                    "/exceptions/activate",
                    (call, who, path) -> bulk(call, ids -> status(ids, ScanningRules.ACTIVE)))
            .on(
                    "PUT",
                    "/exceptions/reset",
                    (call, who, path) -> bulk(call, ids -> status(ids, ScanningRules.REQUESTED)))
            .on("GET", "/exceptions/statistics", (call, who, path) -> statistics())
            .on("GET", "/exceptions/{id}", (call, who, path) -> get(path.get("id")))
            .on("GET", "/exceptions/{id}/details", (call, who, path) -> details(path.get("id")))
            .on("PUT", "/exceptions/{id}", (call, who, path) -> update(call, path.get("id")))
            .on("DELETE", "/exceptions/{id}", (call, who, path) -> delete(path.get("id")))
            .on("GET", "/vulnerabilities", (call, who, path) -> vulnerabilities(call, null))
            .on("GET", "/scans/{id}/vulnerabilities", (call, who, path) -> vulnerabilities(call, path.get("id")));

    private final Clock clock;
    private final ScanningAccounts accounts;
    private final ScanningRules rules = new ScanningRules();
    private final List<ObjectNode> findings = new ArrayList<>();
    private @Nullable Filtered lastFiltered;
    private volatile ScanningBehavior behavior = new ScanningBehavior();

    /** A filtered list, kept for the requests for its further pages. */
    private record Filtered(List<String> filters, List<StoredRule> all, List<StoredRule> found) {}

    ScanningBackend(Clock clock) {
        this.clock = clock;
        accounts = new ScanningAccounts(clock);
    }

    @Override
    public List<String> prefixes() {
        return List.of(PREFIX);
    }

    @Override
    public boolean isTokenRequest(String path) {
        return path.equals(SIGN_IN);
    }

    @Override
    public Tokens tokens() {
        return accounts;
    }

    ScanningAccounts accounts() {
        return accounts;
    }

    ScanningRules rules() {
        return rules;
    }

    List<ObjectNode> findings() {
        return findings;
    }

    ScanningBehavior behavior() {
        return behavior;
    }

    @Override
    public void clear() {
        rules.clear();
        lastFiltered = null;
        findings.clear();
        accounts.clear();
        behavior = new ScanningBehavior();
    }

    @Override
    public ServerResponse respond(RecordedRequest call, Function<RecordedRequest, @Nullable ServerResponse> stubs) {
        if (call.path().equals(SIGN_IN) && call.method().equals("POST")) {
            return accounts.authenticate(call, behavior);
        }
        if (!call.path().startsWith(PREFIX + "/")) {
            return error(404, "not_found", "No route matches " + call.path());
        }
        Account who = accounts.authorize(call);
        ServerResponse stub = stubs.apply(call);
        ServerResponse response = stub != null ? stub : routes.run(call, who, call.resource());
        return response != null ? response : error(404, "not_found", "No route matches " + call.path());
    }

    ServerResponse error(int status, String type, String message) {
        return ScanningResponses.error(status, type, message, clock.instant());
    }

    private ServerResponse list(RecordedRequest call) {
        List<StoredRule> all = filtered(call, rules.listed(behavior.listLag, clock.instant()));
        return page(call, "exceptions", all, rule -> ScanningResponses.shown(rule.members(), behavior))
                .afterwards(() -> behavior.afterPage.accept(
                        call.parameter("page").map(ScanningBackend::number).orElse(1)));
    }

    @SuppressWarnings("ReferenceEquality") // a snapshot is the same object until a rule changes
    private List<StoredRule> filtered(RecordedRequest call, List<StoredRule> all) {
        boolean byTime = call.parameter("relative_date_range").isPresent();
        if (byTime || behavior.ignoresFilters || !ScanningFilters.any(call)) {
            return filtered(call, all, StoredRule::members);
        }
        List<String> filters = Stream.of(call.query().split("&", -1))
                .filter(pair -> !pair.startsWith("page=") && !pair.startsWith("per_page="))
                .toList();
        Filtered last = lastFiltered;
        if (last == null || last.all() != all || !last.filters().equals(filters)) {
            last = new Filtered(filters, all, filtered(call, all, StoredRule::members));
            lastFiltered = last;
        }
        return last.found();
    }

    private <T> List<T> filtered(RecordedRequest call, List<T> all, Function<T, ObjectNode> members) {
        if (behavior.ignoresFilters || !ScanningFilters.any(call)) {
            return all;
        }
        try {
            return ScanningFilters.apply(call, all, members, clock.instant());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(error(422, "parameter_error", String.valueOf(e.getMessage())));
        }
    }

    private <T> ServerResponse page(RecordedRequest call, String plural, List<T> all, Function<T, ObjectNode> shown) {
        int asked = call.parameter("page").map(ScanningBackend::number).orElse(1);
        int size = Math.min(
                behavior.maxPageSize,
                call.parameter("per_page").map(ScanningBackend::number).orElse(behavior.pageSize));
        boolean whole = behavior.paging == Paging.NONE || behavior.paging == Paging.COUNTED;
        int served = behavior.paging == Paging.REPEATING ? 1 : asked;
        int from = whole ? 0 : (int) Math.min(all.size(), (long) (served - 1) * size);
        int to = whole ? all.size() : (int) Math.min(all.size(), (long) from + size);
        List<ObjectNode> items = new MappedList<>(all.subList(from, to), shown);
        ObjectNode body = ScanningResponses.list(behavior.list, plural, items, behavior);
        if (behavior.paging == Paging.COUNTED) {
            body.putObject("count").put("total", all.size());
        } else if (behavior.paging == Paging.ANNOUNCED || behavior.paging == Paging.REPEATING) {
            int pages = behavior.paging == Paging.REPEATING ? asked + 1 : (all.size() + size - 1) / size;
            body.putObject("pagination")
                    .put("total_count", all.size())
                    .put("total_pages", pages)
                    .put("current_page", asked);
        }
        return ScanningResponses.response(behavior.list, body, items.size());
    }

    private static int number(String text) {
        return text.matches("[1-9]\\d{0,6}") ? Integer.parseInt(text) : 1;
    }

    private ServerResponse create(RecordedRequest call) {
        ObjectNode sent = exception(call);
        for (String required : List.of("text", "nvt")) {
            if (ScanningResponses.text(sent, required) == null) {
                return error(422, "parameter_error", required + " is missing");
            }
        }
        checkTypes(sent);
        rules.create(sent, behavior, clock.instant());
        return ServerResponse.of(201).afterwards(behavior.concurrentWriter);
    }

    private ServerResponse update(RecordedRequest call, String id) {
        ObjectNode sent = exception(call);
        checkTypes(sent);
        return rules.update(id, sent, behavior, clock.instant()) ? ServerResponse.of(200) : missing(id);
    }

    private void checkTypes(ObjectNode sent) {
        boolean port = !sent.has("port") || sent.path("port").isInt();
        boolean hosts = !sent.has("hosts") || sent.path("hosts").isTextual();
        boolean severity =
                !sent.has("new_severity") || sent.path("new_severity").isNumber();
        if (!port || !hosts || !severity) {
            String wrong = !port ? "port" : !hosts ? "hosts" : "new_severity";
            throw new RefusedException(error(422, "parameter_error", wrong + " has the wrong type"));
        }
    }

    private ObjectNode exception(RecordedRequest call) {
        ObjectNode body = Json.objectOrNull(call.bodyBytes());
        if (body != null && body.get("exception") instanceof ObjectNode sent) {
            return sent;
        }
        throw new RefusedException(error(422, "parameter_error", "exception is missing"));
    }

    private ServerResponse get(String id) {
        ObjectNode rule = rules.get(id);
        return rule == null ? missing(id) : one(ScanningResponses.shown(rule, behavior));
    }

    private ServerResponse details(String id) {
        ObjectNode rule = rules.get(id);
        if (rule == null) {
            return missing(id);
        }
        ObjectNode shown = ScanningResponses.shown(rule, behavior);
        findings.stream()
                .filter(finding -> finding.path("nvt").path("oid").equals(rule.path("nvt")))
                .forEach(shown.putArray("results")::add);
        return one(shown);
    }

    private ServerResponse one(ObjectNode shown) {
        return ScanningResponses.one("exception", "exceptions", shown, behavior);
    }

    private ServerResponse delete(String id) {
        if (!rules.delete(Set.of(id))) {
            return missing(id);
        }
        return behavior.deleteStatus == 204
                ? ServerResponse.of(204)
                : ServerResponse.json(behavior.deleteStatus, "{\"status\":200,\"status_text\":\"OK\"}");
    }

    private ServerResponse missing(String id) {
        return error(404, "not_found", "Couldn't find Exception with id " + id);
    }

    private boolean status(List<String> ids, String status) {
        rules.status(ids, status);
        return true;
    }

    private ServerResponse bulk(RecordedRequest call, Function<List<String>, Boolean> operation) {
        List<String> ids = behavior.bulkInQuery ? idsInQuery(call) : idsInBody(call);
        if (ids.isEmpty()) {
            if (!behavior.bulkWithoutIdsMeansAll) {
                return error(422, "parameter_error", behavior.bulkMember + " is missing");
            }
            ids = rules.all().stream().map(StoredRule::id).toList();
        }
        boolean applied = operation.apply(ids);
        return ServerResponse.json(200, "{\"status\":200,\"status_text\":\"OK\"}")
                .applied(applied);
    }

    private List<String> idsInQuery(RecordedRequest call) {
        return Stream.of(call.query().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2 && Uris.decode(pair[0], true).equals(behavior.bulkMember))
                .flatMap(pair -> Stream.of(Uris.decode(pair[1], true).split(",", -1)))
                .toList();
    }

    private List<String> idsInBody(RecordedRequest call) {
        ObjectNode body = Json.objectOrNull(call.bodyBytes());
        List<String> ids = new ArrayList<>();
        if (body != null) {
            body.path(behavior.bulkMember).forEach(id -> ids.add(id.asText()));
        }
        return ids;
    }

    private ServerResponse statistics() {
        TreeMap<String, Integer> counts = new TreeMap<>();
        rules.all().forEach(rule -> counts.merge(rule.members().path("status").asText(), 1, Integer::sum));
        ObjectNode body = Json.object();
        ObjectNode statistics =
                body.putObject("statistics").put("total", rules.all().size());
        counts.forEach(statistics::put);
        return ServerResponse.json(200, Json.write(body));
    }

    private ServerResponse vulnerabilities(RecordedRequest call, @Nullable String scan) {
        List<ObjectNode> all = findings.stream()
                .filter(finding -> scan == null || hasId(finding.path("scan"), scan))
                .toList();
        return page(call, behavior.vulnerabilities, filtered(call, all, Function.identity()), ObjectNode::deepCopy);
    }

    private static boolean hasId(JsonNode scan, String id) {
        return scan.asText("").equals(id) || scan.path("id").asText("").equals(id);
    }
}
