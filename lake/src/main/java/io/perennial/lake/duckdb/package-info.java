// SPDX-License-Identifier: Apache-2.0
/** The embedded engine: DuckDB in this process. */
@NullMarked
package io.perennial.lake.duckdb;

import org.jspecify.annotations.NullMarked;
