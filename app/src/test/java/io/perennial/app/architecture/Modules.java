// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The modules in the order of the flow, and which of ours each may use. */
final class Modules {

  /** DESIGN's arrows: a module looks upstream only. */
  static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("domain", List.of());
    MAY_USE.put("config", List.of());
    MAY_USE.put("math", List.of());
    MAY_USE.put("governance", List.of("domain"));
    MAY_USE.put("lake", List.of("domain", "governance"));
    MAY_USE.put("expression", List.of("config", "lake"));
    MAY_USE.put("ingest", List.of("domain", "config", "math", "governance", "lake", "expression"));
    MAY_USE.put("text", List.of("domain", "config", "math", "governance", "lake"));
    MAY_USE.put("identity", List.of("domain", "config", "math", "governance", "lake"));
    MAY_USE.put(
        "features",
        List.of("domain", "config", "math", "governance", "lake", "expression", "identity"));
    MAY_USE.put(
        "segment",
        List.of(
            "domain",
            "config",
            "math",
            "governance",
            "lake",
            "expression",
            "identity",
            "features"));
    MAY_USE.put(
        "value", List.of("domain", "config", "math", "governance", "lake", "identity", "features"));
    MAY_USE.put(
        "decide",
        List.of(
            "domain",
            "config",
            "math",
            "governance",
            "lake",
            "expression",
            "identity",
            "features",
            "segment",
            "value"));
    MAY_USE.put(
        "serve",
        List.of(
            "domain",
            "config",
            "math",
            "governance",
            "lake",
            "expression",
            "text",
            "identity",
            "features",
            "segment",
            "value",
            "decide"));
    MAY_USE.put("testkit", List.of("domain", "math", "governance", "lake"));
    MAY_USE.put(
        "app",
        List.of(
            "domain",
            "config",
            "math",
            "governance",
            "lake",
            "ingest",
            "text",
            "identity",
            "features",
            "segment",
            "value",
            "decide",
            "serve",
            "testkit"));
  }

  /** Packages that wrap a technology: only the app may know that they exist. */
  static final List<String> ADAPTERS =
      List.of(
          "io.perennial.lake.duckdb",
          "io.perennial.lake.iceberg",
          "io.perennial.lake.spark",
          "io.perennial.value.deep");

  private static final String PREFIX = "io.perennial.";

  private Modules() {}

  /** All classes but tests'. */
  static JavaClasses classes() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("io.perennial");
  }

  /** {@code lake} for {@code io.perennial.lake.step}. */
  static String of(JavaClass type) {
    String rest = type.getPackageName().substring(PREFIX.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }

  static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith(PREFIX);
  }
}
