package dev.tidemark.cold.parquet.read;

import static dev.tidemark.cold.parquet.read.DamagedException.check;

import dev.tidemark.cold.FileIndex.Block;
import java.util.ArrayList;
import java.util.List;

/// All pages of a row group in memory, by column.
record PageMap(byte[] bytes, List<List<Page>> columns) {

    /// Walks through the headers from one page to the next. Every column must have all rows, and the last page must
    /// end where the row group does.
    static PageMap of(byte[] bytes, int offset, Block block, int columnCount) throws DamagedException {
        int end = offset + block.length();
        var parser = new HeaderParser(bytes, offset, end);
        List<List<Page>> columns = new ArrayList<>(columnCount);
        for (int i = 0; i < columnCount; i++) {
            columns.add(column(parser, block.rows()));
        }
        check(parser.at() == end, "pages up to the end of the row group", parser.at() - end);
        return new PageMap(bytes, columns);
    }

    private static List<Page> column(HeaderParser parser, int rows) throws DamagedException {
        List<Page> pages = new ArrayList<>();
        int row = 0;
        while (row < rows) {
            Page page = parser.next(row);
            check(page.rows() > 0 || page.isDictionary(), "a page with rows", page.rows());
            check(!page.isDictionary() || pages.isEmpty(), "a dictionary before the data", pages.size());
            check(
                    page.isDictionary() || page.rows() <= rows - row,
                    "no more rows than the row group has",
                    row + page.rows());
            row += page.isDictionary() ? 0 : page.rows();
            pages.add(page);
        }
        return pages;
    }
}
