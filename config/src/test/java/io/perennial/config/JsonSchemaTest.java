// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class JsonSchemaTest {

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(notJson);
    }
  }

  private final JsonNode schema = json(JsonSchema.of(Shop.ROOT));

  @Test
  void is_of_the_draft_that_editors_know() {
    assertThat(schema.get("$schema").asText())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.get("description").asText()).isEqualTo("A shop's workspace.");
  }

  @Test
  void a_setting_says_its_type_bounds_default_and_doc() {
    assertThat(schema.at("/properties/serve/properties/port"))
        .isEqualTo(
            json(
                """
                {"description": "where it listens",
                 "anyOf": [{"type": "integer"}, {"$ref": "#/$defs/environment"}],
                 "minimum": 1, "maximum": 65535, "default": 8080}"""));
    assertThat(schema.at("/properties/engine/properties/kind/anyOf/0/enum"))
        .isEqualTo(json("[\"duckdb\", \"spark\", \"hand-made\"]"));
  }

  @Test
  void an_optional_setting_has_no_default_but_an_example() {
    JsonNode format = schema.at("/properties/sources/additionalProperties/properties/date-format");

    assertThat(format.has("default")).isFalse();
    assertThat(format.get("examples")).isEqualTo(json("[\"yyyy-MM-dd\"]"));
  }

  @Test
  void named_sections_take_any_name_and_only_known_keys() {
    JsonNode sources = schema.at("/properties/sources");

    assertThat(sources.has("properties")).isFalse();
    assertThat(sources.at("/additionalProperties/additionalProperties").asBoolean(true)).isFalse();
    assertThat(sources.at("/additionalProperties/required")).isEqualTo(json("[\"files\"]"));
  }

  @Test
  void a_section_with_something_required_within_is_required() {
    SectionSpec inner = SectionSpec.of("inner", "", Setting.text("url"));
    JsonNode nested = json(JsonSchema.of(SectionSpec.root("", SectionSpec.of("outer", "", inner))));

    assertThat(nested.get("required")).isEqualTo(json("[\"outer\"]"));
    assertThat(nested.at("/properties/outer/type").asText()).isEqualTo("object");
  }

  @Test
  void takes_what_the_reader_takes() {
    assertThat(violations(ReadingTest.FULL)).isEmpty();
    assertThat(violations(DefaultFile.of(Shop.ROOT))).isEmpty();
    assertThat(violations(DefaultFileTest.uncomment(DefaultFile.of(Shop.ROOT)))).isEmpty();
    assertThat(violations("serve: {port: '${PORT:-80}'}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "engnie: {}",
        "serve: {port: 0}",
        "serve: {port: many}",
        "engine: {kind: dukdb}",
        "engine: {memory: 4}",
        "engine: {timeout: 5 minutes}",
        "sources: {a: {}}",
        "sources: {a: {files: x, delimeter: y}}",
        "serve: {limits: {tolerance: 2}}",
        "serve: {limits: {rate: -1}}",
        "engine: duckdb"
      })
  void refuses_what_the_reader_refuses(String text) {
    assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> Shop.parse(text));
    assertThat(violations(text)).isNotEmpty();
  }

  private static List<String> violations(String text) {
    Object document = new Load(LoadSettings.builder().build()).loadFromString(text);
    return SchemaCheck.violations(JsonSchema.of(Shop.ROOT), document);
  }

  @Test
  void is_the_same_every_time() {
    assertThat(JsonSchema.of(Shop.ROOT)).isEqualTo(JsonSchema.of(Shop.ROOT));
  }
}
