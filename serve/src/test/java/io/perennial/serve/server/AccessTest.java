// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.serve.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who may ask what: each endpoint, each role, and those who have none. */
class AccessTest {

  private static final Set<Role> ALL = EnumSet.allOf(Role.class);
  private static final Set<Role> PEOPLE = EnumSet.complementOf(EnumSet.of(Role.VIEWER));
  private static final Set<Role> WORK = EnumSet.of(Role.ADMINISTRATOR, Role.ANALYST, Role.MARKETER);
  private static final Set<Role> ADMINISTRATORS = EnumSet.of(Role.ADMINISTRATOR);
  private static final Set<Role> AUDITORS = EnumSet.of(Role.ADMINISTRATOR, Role.PRIVACY_OFFICER);

  /** What tells of all customers together; and who asks. */
  private static final List<String> FOR_ALL =
      List.of(
          "GET /api/v1/me",
          "GET /api/v1/status",
          "GET /api/v1/portfolio",
          "GET /api/v1/retention",
          "GET /api/v1/scorecards",
          "GET /api/v1/actions",
          "GET /api/v1/actions/effects",
          "GET /api/v1/runs",
          "GET /api/v1/runs/{id}",
          "GET /api/v1/quality",
          "GET /api/v1/quarantine",
          "GET /api/v1/models",
          "GET /api/v1/models/{*name}",
          "GET /api/v1/evaluations",
          "GET /api/v1/drift",
          "GET /api/v1/themes",
          "GET /api/v1/segments",
          "GET /api/v1/segments/{scheme}",
          "GET /api/v1/segments/{scheme}/migration",
          "GET /api/v1/segments/{scheme}/{segment}",
          "GET /api/v1/values/distribution",
          "GET /api/v1/values/tiers",
          "GET /api/v1/values/economics",
          "GET /api/v1/values/tracking");

  /** What tells of single customers. */
  private static final List<String> FOR_PEOPLE =
      List.of(
          "GET /api/v1/customers",
          "GET /api/v1/customers/{id}",
          "GET /api/v1/customers/{id}/timeline",
          "GET /api/v1/customers/{id}/features",
          "GET /api/v1/customers/{id}/decisions",
          "GET /api/v1/customers/{id}/texts",
          "GET /api/v1/customers/{id}/identity",
          "GET /api/v1/customers/{id}/personal",
          "GET /api/v1/segments/map",
          "GET /api/v1/segments/{scheme}/{segment}/members");

  /** What takes time, or takes out. */
  private static final List<String> FOR_WORK =
      List.of(
          "GET /api/v1/features",
          "POST /api/v1/values/what-if",
          "GET /api/v1/exports/{table}.{format}");

  /** Keys. */
  private static final List<String> FOR_ADMINISTRATORS =
      List.of(
          "GET /api/v1/keys",
          "POST /api/v1/keys",
          "DELETE /api/v1/keys/{id}",
          "POST /api/v1/keys/{id}/rotate");

  /** Whoever adds an endpoint says above, too, who may call it. */
  private static Map<String, Set<Role>> may() {
    Map<String, Set<Role>> may = new TreeMap<>();
    FOR_ALL.forEach(endpoint -> may.put(endpoint, ALL));
    FOR_PEOPLE.forEach(endpoint -> may.put(endpoint, PEOPLE));
    FOR_WORK.forEach(endpoint -> may.put(endpoint, WORK));
    FOR_ADMINISTRATORS.forEach(endpoint -> may.put(endpoint, ADMINISTRATORS));
    may.put("GET /api/v1/audit", AUDITORS);
    return may;
  }

  private static final OneServer SERVER = OneServer.running();

  static Set<String> endpoints() {
    Set<String> endpoints = new TreeSet<>();
    SERVER
        .server()
        .context()
        .getBean(RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            info ->
                info.getPatternValues()
                    .forEach(
                        path ->
                            info.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> endpoints.add(verb + " " + path))));
    endpoints.removeIf(endpoint -> !endpoint.contains(" /api/"));
    return endpoints;
  }

  @Test
  void every_endpoint_is_known_here() {
    assertThat(endpoints()).isEqualTo(new TreeSet<>(may().keySet()));
  }

  @Test
  void every_endpoint_lets_in_the_roles_that_may_and_nobody_else() {
    Map<String, String> wrong = new TreeMap<>();
    may()
        .forEach(
            (endpoint, roles) -> {
              for (Role role : Role.values()) {
                int status = ask(endpoint, SERVER.key(role)).statusCode();
                boolean refused = status == 401 || status == 403;
                if (refused == roles.contains(role) || status >= 500) {
                  wrong.put(endpoint + " as " + role.word(), "answered " + status);
                }
              }
            });

    assertThat(wrong).isEmpty();
  }

  @Test
  void every_endpoint_refuses_who_has_no_key_a_wrong_one_or_an_old_one() {
    String forged = SERVER.key(Role.ADMINISTRATOR).replaceFirst(".{5}$", "AAAAA");
    Map<String, String> wrong = new TreeMap<>();
    for (String endpoint : may().keySet()) {
      for (String key : Arrays.asList("", "nonsense", forged, SERVER.expired())) {
        HttpResponse<String> answer = ask(endpoint, key);
        if (answer.statusCode() != 401 && answer.statusCode() != 429) {
          wrong.put(endpoint, "answered " + answer.statusCode());
        }
        assertThat(answer.headers().firstValue("Content-Type"))
            .hasValue("application/problem+json");
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void a_revoked_key_is_refused_at_once_and_an_old_one_is_told_so() {
    String text = SERVER.book().create("gone", ALL, Duration.ofDays(1), "test").text();
    assertThat(ask("GET /api/v1/me", text).statusCode()).isEqualTo(200);

    SERVER.book().revoke(text.substring(3, 11), "test");

    assertThat(ask("GET /api/v1/me", text).statusCode()).isEqualTo(401);
    assertThat(ask("GET /api/v1/me", text).body()).contains("the key is revoked");
  }

  private static HttpResponse<String> ask(String endpoint, String key) {
    String[] parts = endpoint.split(" ", 2);
    HttpRequest.Builder request =
        SERVER
            .to(parts[1].replace("{format}", "csv").replaceAll("\\{[^}]*}", "1"))
            .method(parts[0], HttpRequest.BodyPublishers.noBody());
    return SERVER.send(key.isEmpty() ? request : request.header("X-Api-Key", key));
  }
}
