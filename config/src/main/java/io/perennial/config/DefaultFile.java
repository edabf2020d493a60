// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The file that says everything there is to say: each section and setting with what it is for, what
 * it may be, and its default. A line that begins {@code #key:} (no space) is a default; taking the
 * {@code #} away changes nothing until the value is changed.
 */
public final class DefaultFile {

  private static final int WIDTH = 92;
  private static final String SOME_NAME = "some-name";

  private DefaultFile() {}

  /** The text of the file, in UTF-8, with a newline at its end. */
  public static String of(SectionSpec root) {
    List<String> lines = new ArrayList<>();
    comment(root.doc(), lines);
    lines.add("# A line '#key: value' shows a default; take the '#' away to change it.");
    for (Part part : root.parts().values()) {
      lines.add("");
      part(part, lines);
    }
    return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
  }

  private static void part(Part part, List<String> lines) {
    if (part instanceof SectionSpec section) {
      section(section, lines);
    } else if (part instanceof Setting<?> setting) {
      setting(setting, lines);
    }
  }

  private static void section(SectionSpec section, List<String> lines) {
    comment(section.doc(), lines);
    lines.add(section.name() + ":");
    List<String> inner = new ArrayList<>();
    section.presets().ifPresent(presets -> presets(presets, inner));
    boolean first = true;
    for (Part part : section.parts().values()) {
      if (!first && part instanceof SectionSpec) {
        inner.add("");
      }
      part(part, inner);
      first = false;
    }
    if (section.isNamed()) {
      lines.add("  # any number of these, each under a name of yours:");
      lines.add("  #" + SOME_NAME + ":");
      inner.forEach(line -> lines.add("  #  " + line));
    } else {
      inner.forEach(line -> lines.add("  " + line));
    }
  }

  private static void presets(PresetTexts presets, List<String> lines) {
    comment(
        "a mapping that is ready made, to which the lines beside it are changes; none takes away"
            + " what it says (one of "
            + String.join(", ", presets.names())
            + "; not set by default)",
        lines);
    lines.add("#" + PresetMerge.PRESET + ": " + presets.names().get(0));
  }

  private static void setting(Setting<?> setting, List<String> lines) {
    String what = setting.doc().isBlank() ? setting.name() : setting.doc();
    comment(what + " (" + setting.expected() + note(setting) + ")", lines);
    String mark = setting.isRequired() ? "" : "#";
    String line = mark + setting.name() + ":" + value(setting);
    if (line.length() > WIDTH && shown(setting).orElse("") instanceof List<?> list) {
      lines.add(mark + setting.name() + ":");
      list.forEach(item -> lines.add(mark + "  - " + Json.yaml(item)));
    } else {
      lines.add(line);
    }
  }

  private static String note(Setting<?> setting) {
    if (setting.isSecret()) {
      return "; secret: best as ${VARIABLE}";
    }
    if (setting.isRequired()) {
      return "; required";
    }
    return setting.isOptional() ? "; not set by default" : "";
  }

  private static String value(Setting<?> setting) {
    if (setting.isSecret()) {
      return "";
    }
    return shown(setting).map(value -> " " + Json.yaml(value)).orElse("");
  }

  private static Optional<Object> shown(Setting<?> setting) {
    return setting.isRequired() || setting.isOptional()
        ? setting.plainExample()
        : setting.plainDefault();
  }

  private static void comment(String text, List<String> lines) {
    if (text.isBlank()) {
      return;
    }
    StringBuilder line = new StringBuilder("#");
    for (String word : text.strip().split("\\s+", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    lines.add(line.toString());
  }
}
