// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may stand in one section of the file: settings, and sections within. Declared once, as a
 * constant, by the module that reads it; identity counts, so the constant is also the way to get at
 * the section that was read.
 */
public final class SectionSpec implements Part {

  private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final String name;
  private final String doc;
  private final boolean named;
  private final Map<String, Part> parts;
  private final Optional<PresetTexts> presets;

  private SectionSpec(
      String name, String doc, boolean named, List<Part> parts, Optional<PresetTexts> presets) {
    this.name = name;
    this.doc = doc;
    this.named = named;
    this.presets = presets;
    this.parts = new LinkedHashMap<>();
    for (Part part : parts) {
      if (this.parts.put(part.name(), part) != null) {
        throw new IllegalArgumentException(
            "Invalid section '" + name + "': two parts are called '" + part.name() + "'");
      }
    }
  }

  /** The whole file. */
  public static SectionSpec root(String doc, Part... parts) {
    return new SectionSpec("", doc, false, List.of(parts), Optional.empty());
  }

  /** A section that stands in the file once, or not at all: then its defaults hold. */
  public static SectionSpec of(String name, String doc, Part... parts) {
    return new SectionSpec(kebab(name), doc, false, List.of(parts), Optional.empty());
  }

  /**
   * Sections under names that the user gives, each with these parts, as {@code orders} and {@code
   * tickets} in {@code sources: {orders: {…}, tickets: {…}}}. There may be none.
   */
  public static SectionSpec named(String name, String doc, Part... parts) {
    return new SectionSpec(kebab(name), doc, true, List.of(parts), Optional.empty());
  }

  /**
   * The same, where each section may begin with a preset, {@code preset: NAME}, and may be several,
   * {@code parts: {NAME: {…}, …}}: a section called {@code section-NAME} for each, with what stands
   * beside {@code parts} and what stands in the part. Parts have the section's name as their {@code
   * system}, unless they say another.
   *
   * @throws IllegalArgumentException if the user does not name these sections
   */
  public SectionSpec presets(PresetTexts texts) {
    if (!named) {
      throw new IllegalArgumentException("Cannot give presets to " + this + ": it has no names");
    }
    return new SectionSpec(name, doc, true, List.copyOf(parts.values()), Optional.of(texts));
  }

  static String kebab(String name) {
    if (!KEBAB.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Invalid name: '" + name + "' (must be lower case words with dashes, such as max-size)");
    }
    return name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String doc() {
    return doc;
  }

  /** Whether the user names the sections with these parts. */
  public boolean isNamed() {
    return named;
  }

  /** The parts by key, in the order of their declaration. */
  Map<String, Part> parts() {
    return parts;
  }

  Optional<PresetTexts> presets() {
    return presets;
  }

  /** The keys that may stand in the section. */
  List<String> known() {
    List<String> known = new ArrayList<>(parts.keySet());
    presets.ifPresent(texts -> known.addAll(List.of(PresetMerge.PRESET, PresetMerge.PARTS)));
    return known;
  }

  /** Whether a file without this section lacks something. */
  boolean isRequired() {
    return !named && parts.values().stream().anyMatch(SectionSpec::required);
  }

  static boolean required(Part part) {
    return part instanceof SectionSpec section
        ? section.isRequired()
        : part instanceof Setting<?> setting && setting.isRequired();
  }

  @Override
  public String toString() {
    return name.isEmpty() ? "root" : name;
  }
}
