// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.governance.AuditTrail;
import io.perennial.serve.Role;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Personal data over HTTP: who sees it and what for, and what is kept of that. */
class PersonalTest {

  private static final OneServer SERVER = OneServer.running();
  private static final String PERSONAL = "/api/v1/customers/7000/personal";
  private static final String EMAIL = "ada7@example.org";

  private static final Map<String, Set<Role>> MAY =
      Map.of(
          "service", EnumSet.of(Role.MARKETER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR),
          "marketing", EnumSet.of(Role.MARKETER),
          "personalisation", EnumSet.of(Role.MARKETER),
          "data-subject-request", EnumSet.of(Role.PRIVACY_OFFICER, Role.ADMINISTRATOR),
          "analytics", EnumSet.noneOf(Role.class));

  private static final Set<Role> PEOPLE = EnumSet.complementOf(EnumSet.of(Role.VIEWER));

  @Test
  void each_role_reads_for_its_purposes_alone_and_each_reading_is_kept() {
    MAY.forEach(
        (purpose, roles) -> {
          for (Role role : PEOPLE) {
            long before = newest().number();
            HttpResponse<String> answer = SERVER.get(PERSONAL + "?purpose=" + purpose, role);

            String who = role.word() + " for " + purpose;
            if (roles.contains(role)) {
              assertThat(answer.body()).as(who).contains(EMAIL, "\"masked\":false");
              assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
              assertThat(answer.headers().firstValue("ETag")).isEmpty();
              assertThat(newest().entry())
                  .as(who)
                  .extracting(
                      AuditTrail.Entry::actor,
                      AuditTrail.Entry::act,
                      AuditTrail.Entry::subject,
                      AuditTrail.Entry::purpose)
                  .containsExactly(
                      "key " + SERVER.key(role).substring(3, 11),
                      "read",
                      "claims of customer 7000",
                      purpose);
            } else {
              assertThat(answer.statusCode()).as(who).isEqualTo(403);
              assertThat(answer.body()).as(who).doesNotContain(EMAIL).contains("for " + purpose);
              assertThat(newest().number()).as(who).isEqualTo(before);
            }
          }
        });
  }

  @Test
  void without_a_purpose_everybody_sees_shapes_and_nothing_is_kept() {
    long before = newest().number();
    for (Role role : PEOPLE) {
      assertThat(SERVER.get(PERSONAL, role).body())
          .as(role.word())
          .contains("xxx9@xxxxxxx.xxx", "\"masked\":true")
          .doesNotContain(EMAIL);
    }
    assertThat(newest().number()).isEqualTo(before);
  }

  @Test
  void customers_are_found_by_an_id_freely_and_by_anything_else_for_a_kept_purpose() {
    long before = newest().number();
    assertThat(found("q=7000", Role.ANALYST).body()).contains("\"customer_id\":\"7000\"");
    for (String word : List.of("shop:7", EMAIL)) {
      HttpResponse<String> refused = found("q=" + word, Role.MARKETER);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("\"field\":\"purpose\"");
    }
    assertThat(found("q=" + EMAIL + "&purpose=service", Role.ANALYST).statusCode()).isEqualTo(403);
    assertThat(newest().number()).isEqualTo(before);

    for (int i = 0; i < 2; i++) {
      HttpResponse<String> found = found("q=" + EMAIL + "&purpose=service", Role.MARKETER);
      assertThat(found.body()).contains("\"customer_id\":\"7000\"");
      assertThat(found.headers().firstValue("ETag")).as("or a 304 would be unkept").isEmpty();
    }
    assertThat(newest().number()).isEqualTo(before + 2);
    assertThat(newest().entry().act()).isEqualTo("searched");
    assertThat(newest().entry().subject()).doesNotContain(EMAIL);
  }

  @Test
  void an_unchanged_answer_is_not_sent_again_but_to_who_has_another_key() {
    String path = "/api/v1/customers?limit=60";
    HttpResponse<String> first = SERVER.get(path, Role.ANALYST);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).startsWith("W/\"");

    Set<Integer> known = new TreeSet<>();
    for (String form : List.of(tag, tag.substring(2), "\"other\" , " + tag)) {
      HttpResponse<String> again =
          SERVER.send(SERVER.to(path, Role.ANALYST).header("If-None-Match", form));
      assertThat(again.body()).isEmpty();
      known.add(again.statusCode());
    }
    assertThat(known).containsExactly(304);
    HttpResponse<String> other =
        SERVER.send(SERVER.to(path, Role.MARKETER).header("If-None-Match", tag));
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.headers().firstValue("ETag")).isPresent().get().isNotEqualTo(tag);
    assertThat(SERVER.send(SERVER.to(path, Role.VIEWER).header("If-None-Match", tag)).statusCode())
        .as("what may not be read is not known either")
        .isEqualTo(403);
  }

  @Test
  void answers_with_a_tag_are_compressed() {
    HttpResponse<String> packed =
        SERVER.send(
            SERVER
                .to("/api/v1/customers?limit=60", Role.ANALYST)
                .header("Accept-Encoding", "gzip"));

    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(packed.headers().firstValue("ETag")).isPresent();
  }

  private static HttpResponse<String> found(String query, Role role) {
    return SERVER.get("/api/v1/customers?" + query, role);
  }

  private static AuditTrail.Numbered newest() {
    return SERVER.workspace().audit().newest(Long.MAX_VALUE, 1).get(0);
  }
}
