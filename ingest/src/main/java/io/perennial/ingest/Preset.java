// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import io.perennial.config.PresetTexts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping that is ready made for the exports of one vendor: {@code preset: NAME} in a source. It
 * is a resource in the syntax of a source, with what there is to know of it in comments at its
 * head, {@code # title: …}, lines that go on indented.
 *
 * @param name as in the configuration
 * @param says what the head says but title and documents, by its words: reads, gives, amount …
 * @param text the whole resource
 */
public record Preset(
    String name, String title, List<String> documents, Map<String, String> says, String text) {

  private static final List<String> NAMES =
      List.of(
          "segment",
          "rudderstack",
          "shopify-orders",
          "shopify-refunds",
          "shopify-customers",
          "woocommerce-orders",
          "stripe-charges",
          "stripe-refunds",
          "stripe-subscriptions",
          "klaviyo-events",
          "mailchimp-activity",
          "mailchimp-members",
          "zendesk-tickets",
          "zendesk-satisfaction",
          "zendesk-users",
          "intercom-conversations",
          "intercom-contacts",
          "ga4-bigquery",
          "salesforce-accounts",
          "salesforce-contacts",
          "salesforce-opportunities",
          "hubspot-contacts",
          "hubspot-deals",
          "pos-receipts",
          "iot-telemetry",
          "reviews",
          "surveys",
          "social-posts");

  /** The texts of all presets, for the section that may begin with one. */
  public static final PresetTexts TEXTS =
      new PresetTexts() {
        @Override
        public List<String> names() {
          return NAMES;
        }

        @Override
        public String text(String name) {
          return resource(name);
        }
      };

  public Preset {
    documents = List.copyOf(documents);
    says = Collections.unmodifiableMap(new LinkedHashMap<>(says));
  }

  /** What presets are called, in the order in which people see them. */
  public static List<String> names() {
    return NAMES;
  }

  /** The preset of that name; empty when there is none. */
  public static Optional<Preset> of(String name) {
    return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
  }

  /** All presets, in the order in which people see them. */
  public static List<Preset> all() {
    return NAMES.stream().map(Preset::read).toList();
  }

  /** What stands in the resource below its head: the settings. */
  public String body() {
    StringBuilder body = new StringBuilder();
    text.lines()
        .dropWhile(line -> line.startsWith("#"))
        .forEach(line -> body.append(line).append('\n'));
    return body.toString();
  }

  private static Preset read(String name) {
    String text = resource(name);
    Map<String, String> says = new LinkedHashMap<>();
    List<String> documents = new ArrayList<>();
    String word = "";
    for (String line : text.lines().takeWhile(l -> l.startsWith("#")).toList()) {
      String rest = line.substring(1);
      int colon = rest.indexOf(": ");
      if (rest.startsWith("   ") && !word.isEmpty()) {
        says.merge(word, rest.strip(), (before, more) -> before + " " + more);
      } else if (colon > 0 && rest.startsWith(" document: ")) {
        documents.add(rest.substring(colon + 2).strip());
      } else if (colon > 0) {
        word = rest.substring(0, colon).strip();
        says.put(word, rest.substring(colon + 2).strip());
      }
    }
    String title = says.remove("title");
    return new Preset(name, title == null ? name : title, documents, says, text);
  }

  private static String resource(String name) {
    String path = "preset/" + name + ".yaml";
    try (InputStream in = Preset.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("Unknown preset: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read preset " + name, e);
    }
  }
}
