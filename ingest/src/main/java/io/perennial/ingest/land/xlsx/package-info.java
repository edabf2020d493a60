// SPDX-License-Identifier: Apache-2.0
/** Sheets of Excel workbooks (.xlsx) as separated columns. */
@NullMarked
package io.perennial.ingest.land.xlsx;

import org.jspecify.annotations.NullMarked;
