// SPDX-License-Identifier: Apache-2.0
/** The report: one page that holds all it shows, for people who would rather look than read. */
@NullMarked
package io.perennial.app.report;

import org.jspecify.annotations.NullMarked;
