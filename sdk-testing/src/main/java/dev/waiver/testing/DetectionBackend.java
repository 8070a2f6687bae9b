/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.DetectionDocuments.Entry;
import dev.waiver.testing.DetectionKeys.Session;
import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.Routes;
import dev.waiver.testing.internal.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The detection service's operations on its state. Guarded by the simulator's lock. */
final class DetectionBackend implements Backend {
    private static final String SIGN_IN = "/auth/v2/token";
    private static final String EXCEPTIONS = "/exceptions/v2";
    private static final String RULE_SETS = "/rulesets/v2";
    private static final String CSV_HEADER =
            "Name,Id,Version,Description,Last Modified,Modified By,Device Count,Ruleset Count";

    private final Routes<Session> routes = new Routes<Session>()
            .on("GET", EXCEPTIONS, (call, session, path) -> list(call, session))
            .on("GET", EXCEPTIONS + "/csv", (call, session, path) -> csv(session))
            .on("POST", EXCEPTIONS, (call, session, path) -> create(call, session))
            .on("GET", EXCEPTIONS + "/{id}", (call, session, path) -> get(session, path.get("id")))
            .on("PUT", EXCEPTIONS + "/{id}", (call, session, path) -> replace(call, session, path.get("id")))
            .on("POST", EXCEPTIONS + "/{id}/deactivate", (call, session, path) -> deactivate(session, path.get("id")))
            .on("GET", RULE_SETS, (call, session, path) -> listRuleSets(call, session))
            .on("GET", RULE_SETS + "/default", (call, session, path) -> defaultRuleSet(session))
            .on("GET", RULE_SETS + "/{id}", (call, session, path) -> getRuleSet(session, path.get("id")))
            .on("PUT", RULE_SETS + "/{id}", (call, session, path) -> replaceRuleSet(call, session, path.get("id")));

    private final Clock clock;
    private final DetectionKeys keys;
    private final ItemStore<Entry> exceptions = new ItemStore<>();
    private final ItemStore<Entry> ruleSets = new ItemStore<>();
    private int generated;
    private List<Entry> countedSets = List.of();
    private Map<String, Integer> uses = Map.of();
    private volatile DetectionBehavior behavior = new DetectionBehavior();

    DetectionBackend(Clock clock) {
        this.clock = clock;
        keys = new DetectionKeys(clock);
    }

    @Override
    public List<String> prefixes() {
        return List.of();
    }

    @Override
    public Tokens tokens() {
        return keys;
    }

    @Override
    public boolean isTokenRequest(String path) {
        return path.equals(SIGN_IN);
    }

    DetectionKeys keys() {
        return keys;
    }

    ItemStore<Entry> exceptions() {
        return exceptions;
    }

    ItemStore<Entry> ruleSets() {
        return ruleSets;
    }

    DetectionBehavior behavior() {
        return behavior;
    }

    @Override
    public void clear() {
        exceptions.clear();
        ruleSets.clear();
        generated = 0;
        keys.clear();
        behavior = new DetectionBehavior();
    }

    @Override
    public ServerResponse respond(RecordedRequest call, Function<RecordedRequest, @Nullable ServerResponse> stubs) {
        if (call.path().equals(SIGN_IN)) {
            return call.method().equals("POST")
                    ? keys.authenticate(call, behavior)
                    : DetectionKeys.message(405, "Method Not Allowed");
        }
        Session session = keys.authorize(call, behavior);
        ServerResponse stub = stubs.apply(call);
        ServerResponse response = stub != null ? stub : routes.run(call, session, call.path());
        return response != null ? response : missing();
    }

    /** Adds a document without an HTTP request, keeping an id and a version in it. */
    String add(ItemStore<Entry> into, String text) {
        ObjectNode tree = Json.parseObject(text);
        JsonNode id = DetectionDocuments.member(tree, "Id");
        JsonNode version = DetectionDocuments.member(tree, "Version");
        String known = id.isTextual() ? id.asText() : UUID.randomUUID().toString();
        boolean ownHead = id.isTextual() && (version.isInt() || into == ruleSets);
        into.put(Entry.of(known, version.asInt(1), text, ownHead, null, clock.instant()));
        return known;
    }

    /** Adds generated exceptions. */
    void generate(int count) {
        exceptions.seed(generated + 1, count, GeneratedExceptions::entry);
        generated += count;
    }

    private ServerResponse list(RecordedRequest call, Session session) {
        session.need("opticsexception:list");
        List<Entry> listed = listed();
        return page(call, listed.size(), index -> summary(listed.get(index)));
    }

    private List<Entry> listed() {
        return exceptions.listed(clock.instant(), behavior.listLag);
    }

    private ObjectNode summary(Entry entry) {
        return DetectionResponses.summary(entry, uses().getOrDefault(entry.id(), 0), behavior);
    }

    /** Returns the number of rule sets that use an exception, by its id. */
    @SuppressWarnings("ReferenceEquality") // a snapshot is the same object until a rule set changes
    private Map<String, Integer> uses() {
        List<Entry> sets = ruleSets.all();
        if (sets != countedSets) {
            Map<String, Integer> counts = new HashMap<>();
            sets.forEach(set -> used(set.tree()).forEach(id -> counts.merge(id, 1, Integer::sum)));
            countedSets = sets;
            uses = counts;
        }
        return uses;
    }

    private static Set<String> used(ObjectNode ruleSet) {
        Set<String> ids = new HashSet<>();
        for (JsonNode rule : ruleSet.path("rules")) {
            for (JsonNode exception : rule.path("exceptions")) {
                if (exception.path("enabled").asBoolean()) {
                    ids.add(exception.path("exception_id").asText());
                }
            }
        }
        return ids;
    }

    /**
     * Returns a page. Only {@code page} and {@code page_size} are read: {@code page_number} in a request is ignored, as
     * observed.
     */
    private ServerResponse page(RecordedRequest call, int total, IntFunction<ObjectNode> item) {
        int asked = behavior.ignoresPage ? 1 : parameter(call, "page", 1);
        int number = Math.min(asked, behavior.repeatsFrom);
        int size = Math.min(behavior.largestPageSize, parameter(call, "page_size", behavior.defaultPageSize));
        int emptyBefore =
                (int) behavior.emptyPages.stream().filter(page -> page < number).count();
        int pages = (total + size - 1) / size + behavior.emptyPages.size();
        List<ObjectNode> items = new ArrayList<>();
        if (!behavior.emptyPages.contains(number)) {
            long from = (long) (number - 1 - emptyBefore) * size;
            for (long i = from; i < Math.min(total, from + size); i++) {
                items.add(item.apply((int) i));
            }
        }
        boolean repeats = behavior.ignoresPage || behavior.repeatsFrom != Integer.MAX_VALUE;
        int shownTotal = behavior.totals.applyAsInt(total);
        ObjectNode page = DetectionResponses.page(
                number, size, repeats ? Math.max(pages, asked + 1) : pages, shownTotal, items, behavior);
        return ServerResponse.json(200, Json.write(page)).afterwards(() -> behavior.afterPage.accept(number));
    }

    private static int parameter(RecordedRequest call, String name, int otherwise) {
        return call.parameter(name)
                .filter(text -> text.matches("[1-9]\\d{0,8}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    private ServerResponse csv(Session session) {
        session.need("opticsexception:list");
        DetectionBehavior.Names names = behavior.names;
        behavior.names = DetectionBehavior.Names.DOCUMENTED;
        StringBuilder lines = new StringBuilder(CSV_HEADER).append("\r\n");
        listed().forEach(entry ->
                lines.append(DetectionResponses.csv(summary(entry))).append("\r\n"));
        behavior.names = names;
        return ServerResponse.text(200, "text/csv; charset=utf-8", lines.toString());
    }

    private ServerResponse get(Session session, String id) {
        session.need("opticsexception:read");
        Entry entry = exceptions.get(id);
        return entry == null ? missing() : ServerResponse.json(200, entry.shown());
    }

    private ServerResponse create(RecordedRequest call, Session session) {
        session.need("opticsexception:create");
        String text = document(call);
        refuseTakenName(text, "");
        String id = UUID.randomUUID().toString();
        String kept = changed(DetectionDocuments.withoutServerFields(text));
        String extra = Json.write(behavior.extraMembers);
        if (!behavior.extraMembers.isEmpty()) {
            kept = DetectionDocuments.prependMembers(extra.substring(1, extra.length() - 1), kept);
        }
        Entry entry = Entry.of(id, 1, kept, false, clock.instant(), clock.instant());
        exceptions.put(entry);
        ServerResponse response =
                switch (behavior.createBody) {
                    case DOCUMENT -> ServerResponse.json(behavior.createStatus, entry.shown());
                    case ID ->
                        ServerResponse.json(
                                behavior.createStatus, Json.write(Json.object().put("Id", id)));
                    case NONE -> ServerResponse.of(behavior.createStatus);
                };
        return response.header("Location", behavior.createLocation ? EXCEPTIONS + "/" + id : null)
                .afterwards(behavior.concurrentWriter);
    }

    private ServerResponse replace(RecordedRequest call, Session session, String id) {
        session.need("opticsexception:update");
        String text = document(call);
        Entry before = exceptions.get(id);
        if (before == null) {
            return missing();
        }
        refuseTakenName(text, id);
        Entry after = before.replaced(
                before.version() + behavior.versionStep,
                changed(DetectionDocuments.withoutServerFields(text)),
                clock.instant());
        exceptions.put(after);
        return ServerResponse.json(200, after.shown()).afterwards(behavior.concurrentWriter);
    }

    private ServerResponse deactivate(Session session, String id) {
        session.need("opticsexception:update");
        Entry entry = exceptions.get(id);
        if (entry == null) {
            return missing();
        }
        if (behavior.keepsDeactivated) {
            exceptions.put(entry.deactivated(clock.instant()));
        } else {
            exceptions.remove(id);
        }
        ruleSets.all().stream().filter(set -> mentions(set, id)).forEach(set -> removeFrom(set, id));
        return ServerResponse.of(200).afterwards(behavior.concurrentWriter);
    }

    private static boolean mentions(Entry set, String id) {
        return set.text().contains(id)
                && set.tree().path("rules").findValuesAsText("exception_id").contains(id);
    }

    /** Removes a deactivated exception from a rule set. */
    private void removeFrom(Entry set, String id) {
        ObjectNode tree = set.tree();
        for (JsonNode rule : tree.path("rules")) {
            if (rule.path("exceptions") instanceof ArrayNode list) {
                for (int i = list.size() - 1; i >= 0; i--) {
                    if (list.get(i).path("exception_id").asText().equals(id)) {
                        JsonNode unused = list.remove(i);
                    }
                }
            }
        }
        ruleSets.put(Entry.of(set.id(), 1, Json.write(tree), set.ownHead(), null, clock.instant()));
    }

    private ServerResponse listRuleSets(RecordedRequest call, Session session) {
        session.need("opticsruleset:read");
        List<Entry> all = ruleSets.all();
        return page(call, all.size(), index -> {
            ObjectNode tree = all.get(index).tree();
            ObjectNode item = Json.object().put("id", all.get(index).id());
            for (String name : List.of("name", "description", "category")) {
                if (tree.has(name)) {
                    item.set(name, tree.get(name));
                }
            }
            item.put("last_modified", all.get(index).modified().toString()).put("device_count", 0);
            item.setAll(behavior.extraMembers.deepCopy());
            return item;
        });
    }

    private ServerResponse defaultRuleSet(Session session) {
        session.need("opticsruleset:read");
        List<Entry> all = ruleSets.all();
        return all.isEmpty() ? missing() : ServerResponse.json(200, shownRuleSet(all.get(0)));
    }

    private ServerResponse getRuleSet(Session session, String id) {
        session.need("opticsruleset:read");
        Entry entry = ruleSets.get(id);
        return entry == null ? missing() : ServerResponse.json(200, shownRuleSet(entry));
    }

    private static String shownRuleSet(Entry entry) {
        return entry.ownHead()
                ? entry.text()
                : DetectionDocuments.prependMembers("\"id\":\"" + entry.id() + "\"", entry.text());
    }

    private ServerResponse replaceRuleSet(RecordedRequest call, Session session, String id) {
        session.need("opticsruleset:update");
        String text = document(call);
        if (ruleSets.get(id) == null) {
            return missing();
        }
        ObjectNode tree = Json.parseObject(text);
        String kept = changed(text);
        boolean ownHead = DetectionDocuments.member(tree, "id").asText().equals(id);
        Entry after = Entry.of(id, 1, kept, ownHead, null, clock.instant());
        ruleSets.put(after);
        return ServerResponse.json(200, shownRuleSet(after)).afterwards(behavior.concurrentWriter);
    }

    /** Returns the text to store; unchanged unless the behavior changes the document. */
    private String changed(String text) {
        ObjectNode sent = Json.parseObject(text);
        ObjectNode stored = behavior.stored.apply(sent.deepCopy());
        return stored.equals(sent) ? text : Json.write(stored);
    }

    private void refuseTakenName(String text, String except) {
        String name = DetectionDocuments.member(Json.parseObject(text), "Name").asText("");
        boolean taken = behavior.uniqueNames
                && exceptions.all().stream()
                        .anyMatch(entry ->
                                !entry.id().equals(except) && entry.name().equals(name));
        if (taken) {
            throw DetectionKeys.refused(409, "A detection exception with this name exists");
        }
    }

    private static String document(RecordedRequest call) {
        ObjectNode body = Json.objectOrNull(call.bodyBytes());
        if (body == null) {
            throw DetectionKeys.refused(400, "Malformed request: the body is not a JSON object");
        }
        return new String(call.bodyBytes(), StandardCharsets.UTF_8);
    }

    /** Returns the documents' texts by id. */
    static Map<String, String> shown(ItemStore<Entry> documents, Function<Entry, String> how) {
        Map<String, String> shown = new LinkedHashMap<>();
        documents.all().forEach(entry -> shown.put(entry.id(), how.apply(entry)));
        return shown;
    }

    private static ServerResponse missing() {
        return DetectionKeys.message(404, "The resource does not exist");
    }
}
