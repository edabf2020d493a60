// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What may stand in a file, as JSON Schema (draft 2020-12), for editors that complete and check.
 */
public final class JsonSchema {

  private JsonSchema() {}

  /** The schema as JSON text, with a newline at its end. */
  public static String of(SectionSpec root) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.putAll(section(root));
    schema.put(
        "$defs", Map.of("environment", Map.of("type", "string", "pattern", Environment.REFERENCE)));
    return Json.pretty(schema) + "\n";
  }

  private static Map<String, Object> section(SectionSpec section) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Part part : section.parts().values()) {
      properties.put(part.name(), part(part));
    }
    section.presets().ifPresent(presets -> properties.putAll(presets(presets)));
    List<String> required =
        section.parts().values().stream().filter(SectionSpec::required).map(Part::name).toList();
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", section.doc());
    schema.put("type", required.isEmpty() ? List.of("object", "null") : "object");
    schema.put("properties", properties);
    schema.put("additionalProperties", false);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }

  private static Map<String, Object> presets(PresetTexts presets) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(PresetMerge.PRESET, Map.of("enum", presets.names()));
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("type", List.of("object", "null"));
    parts.put("additionalProperties", Map.of("type", List.of("object", "string", "null")));
    properties.put(PresetMerge.PARTS, parts);
    return properties;
  }

  private static Map<String, Object> part(Part part) {
    if (part instanceof Setting<?> setting) {
      return setting(setting);
    }
    SectionSpec section = (SectionSpec) part;
    if (!section.isNamed()) {
      return section(section);
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", section.doc());
    schema.put("type", List.of("object", "null"));
    schema.put("additionalProperties", section(section));
    return schema;
  }

  private static Map<String, Object> setting(Setting<?> setting) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", setting.doc());
    schema.putAll(setting.schema());
    setting.boundSchemas().forEach(schema::putAll);
    if (!setting.isSecret()) {
      if (!setting.isOptional()) {
        setting.plainDefault().ifPresent(value -> schema.put("default", value));
      }
      setting.plainExample().ifPresent(value -> schema.put("examples", List.of(value)));
    }
    return schema;
  }
}
